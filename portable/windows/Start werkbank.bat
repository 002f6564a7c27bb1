@echo off
rem Dubbelklik: opent de werkbank in de browser. De graaf komt in Documenten\Regiograaf.
chcp 65001 >nul
setlocal
set "MAP=%REGIOGRAAF_MAP%"
if not defined MAP for /f "usebackq delims=" %%d in (`powershell -NoProfile -Command "[Console]::OutputEncoding=[Text.Encoding]::UTF8; [Environment]::GetFolderPath('MyDocuments')"`) do set "MAP=%%d\Regiograaf"
if not defined MAP set "MAP=%USERPROFILE%\Documents\Regiograaf"
if not exist "%MAP%" mkdir "%MAP%"
echo De werkbank start. Dit venster open laten; sluiten stopt de werkbank.
"%~dp0python\python.exe" -m regiograaf werkbank --graaf "%MAP%"
if errorlevel 1 pause
endlocal
