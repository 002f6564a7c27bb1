@echo off
rem De opdrachtregel van deze map: regiograaf --help
"%~dp0python\python.exe" -m regiograaf %*
