# Maakt een map voor Windows met een eigen Python, waarin een dubbelklik de werkbank start. Uitleg: portable/windows.md
# Gebruik: .\maak-portable.ps1 -PythonZip .\python-3.12.10-embed-amd64.zip -Wielen .\wielen-windows -Uit .\regiograaf-portable-windows
param(
    [Parameter(Mandatory = $true)][string]$PythonZip,
    [Parameter(Mandatory = $true)][string]$Wielen,
    [string]$Uit = ".\regiograaf-portable-windows"
)
$ErrorActionPreference = "Stop"
$hier = $PSScriptRoot
if (-not (Test-Path -LiteralPath "$PythonZip")) { throw "Niet gevonden: $PythonZip" }
if (-not (Test-Path -LiteralPath "$Wielen")) { throw "Niet gevonden: $Wielen" }
if (Test-Path -LiteralPath "$Uit") { throw "$Uit bestaat al; kies een andere map of haal haar weg." }

$python = Join-Path "$Uit" "python"
New-Item -ItemType Directory -Path "$python" | Out-Null
Expand-Archive -LiteralPath "$PythonZip" -DestinationPath "$python"

# De meegeleverde Python kijkt alleen waar zijn ._pth-bestand naar wijst; daar hoort de map met pakketten bij.
$pth = Get-ChildItem -LiteralPath "$python" -Filter "python3*._pth" | Select-Object -First 1
if (-not $pth) { throw "In $PythonZip zit geen ._pth-bestand: neem de 'Windows embeddable package (64-bit)' van python.org." }
Add-Content -LiteralPath $pth.FullName -Value "Lib\site-packages"

$site = Join-Path "$python" "Lib\site-packages"
& (Join-Path "$python" "python.exe") (Join-Path "$hier" "wielen_uitpakken.py") "$Wielen" "$site"
if ($LASTEXITCODE -ne 0) { throw "De pakketten zijn niet uitgepakt." }

foreach ($naam in "Start werkbank.bat", "regiograaf.bat", "LEESMIJ.txt") {
    Copy-Item -LiteralPath (Join-Path "$hier" "$naam") -Destination "$Uit"
}
& (Join-Path "$python" "python.exe") -m regiograaf --help | Out-Null
if ($LASTEXITCODE -ne 0) { throw "regiograaf start niet; is de Visual C++ Redistributable (x64) aanwezig?" }
Write-Output "Klaar: $Uit"
