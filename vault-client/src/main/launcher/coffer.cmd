@echo off
rem coffer for Windows: starts the command on the JDK that JAVA_HOME or PATH offers. What launch.sh
rem says about archives holds here too; the folder is %LOCALAPPDATA%\coffer, which Windows keeps
rem to its user.
setlocal DisableDelayedExpansion
set "lib=%~dp0..\lib"
for %%I in ("%lib%") do set "lib=%%~fI"
set "jar=%lib%\coffer.jar"
set "options=-Xlog:disable -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Djdk.console=java.base -Dsun.net.http.retryPost=false"

if "%~1"=="--launcher-make-archive" if defined COFFER_LAUNCHER_STEM goto make

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%I in (java.exe) do set "java=%%~$PATH:I"
if not defined java goto nojava
for %%I in ("%java%") do set "home=%%~dpI.."
for %%I in ("%home%") do set "home=%%~fI"

set "major="
set "build="
if exist "%home%\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%home%\release") do (
  if "%%A"=="JAVA_VERSION" for /f "delims=.-+ " %%V in (%%B) do set "major=%%~V"
  if "%%A"=="JAVA_RUNTIME_VERSION" set "build=%%~B"
)
if defined major if %major% LSS 17 goto nojava
set "archive="
if not defined major goto start
if not defined build goto start
if "%COFFER_CACHE%"=="off" goto start
if not defined LOCALAPPDATA goto start
if not exist "%jar%.sha256" goto start

set "digest="
set /p digest=<"%jar%.sha256"
if not defined digest goto start
for %%I in ("%jar%") do set "facts=%%~zI %%~tI"
set "ending=jsa"
if %major% GEQ 24 set "ending=aot"
set "folder=%LOCALAPPDATA%\coffer\archives"
set "stem=%folder%\%digest%-%build%"
if not exist "%stem%.for" goto missing
if not exist "%stem%.%ending%" goto missing
set "made="
set /p made=<"%stem%.for"
if not "%made%"=="%facts% %jar% %home%" goto missing
set "archive=%stem%.%ending%"
goto start

:missing
set "COFFER_LAUNCHER_STEM=%stem%"
set "COFFER_LAUNCHER_RECORD=%facts% %jar% %home%"
set "COFFER_LAUNCHER_JAVA=%java%"
set "COFFER_LAUNCHER_ENDING=%ending%"
start "" /b /low cmd /d /c ""%~f0" --launcher-make-archive" <nul >nul 2>&1
set "COFFER_LAUNCHER_STEM="
set "COFFER_LAUNCHER_RECORD="
set "COFFER_LAUNCHER_JAVA="
set "COFFER_LAUNCHER_ENDING="

:start
if not defined archive "%java%" %options% -jar "%jar%" %*
if not defined archive exit /b
if "%ending%"=="jsa" "%java%" "-XX:SharedArchiveFile=%archive%" %options% -jar "%jar%" %*
if "%ending%"=="jsa" exit /b
"%java%" "-XX:AOTCache=%archive%" %options% -jar "%jar%" %*
exit /b

:nojava
echo coffer: no JDK 17 or newer was found>&2
echo hint: install one, or set JAVA_HOME to it>&2
exit /b 1

rem In a process of its own, at low priority; what fails leaves the room, so that it is not tried
rem at every start.
:make
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "room=%COFFER_LAUNCHER_STEM%.making"
mkdir "%room%" || exit /b 1
set "rehearsal=-cp "%jar%" dev.coffer.client.cli.rehearsal.Rehearsal "%room%\rehearsal""
if "%COFFER_LAUNCHER_ENDING%"=="jsa" "%COFFER_LAUNCHER_JAVA%" %options% "-XX:ArchiveClassesAtExit=%room%\archive" %rehearsal%
if "%COFFER_LAUNCHER_ENDING%"=="aot" "%COFFER_LAUNCHER_JAVA%" %options% -XX:AOTMode=record "-XX:AOTConfiguration=%room%\configuration" %rehearsal%
if "%COFFER_LAUNCHER_ENDING%"=="aot" "%COFFER_LAUNCHER_JAVA%" %options% -XX:AOTMode=create "-XX:AOTConfiguration=%room%\configuration" "-XX:AOTCache=%room%\archive" -cp "%jar%"
if not exist "%room%\archive" exit /b 1
certutil -hashfile "%jar%" SHA256 | findstr /i /c:"%digest%" || exit /b 1
>"%room%\for" echo %COFFER_LAUNCHER_RECORD%
if exist "%COFFER_LAUNCHER_STEM%.for" del "%COFFER_LAUNCHER_STEM%.for"
move /y "%room%\archive" "%COFFER_LAUNCHER_STEM%.%COFFER_LAUNCHER_ENDING%" && move /y "%room%\for" "%COFFER_LAUNCHER_STEM%.for"
rmdir /s /q "%room%"
exit /b 0
