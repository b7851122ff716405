@echo off
rem The coffer provider, as Terraform and OpenTofu start it on Windows. docs/terraform.md, "Packages".
rem Nothing but the handshake and what is quoted to a person may stand on standard output. Between
rem Terraform and the JVM stays this: COFFER_LAUNCHER_STAYS has the provider watch both of them.
setlocal DisableDelayedExpansion
set "lib=%~dp0lib"
set "jar=%lib%\coffer-terraform.jar"
set "options=-Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Dsun.net.http.retryPost=false"

set "java="
if exist "%lib%\runtime\bin\java.exe" set "java=%lib%\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%I in (java.exe) do set "java=%%~$PATH:I"
if not defined java goto nojava
for %%I in ("%java%") do set "home=%%~dpI.."
for %%I in ("%home%") do set "home=%%~fI"
set "major="
if exist "%home%\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%home%\release") do (
  if "%%A"=="JAVA_VERSION" for /f "delims=.-+ " %%V in (%%B) do set "major=%%~V"
)
if defined major if %major% LSS 17 goto nojava

rem From 19 on the JVM makes the archive of loaded classes itself when it ends, for this very jar, and
rem looks at each start whether it is whole and for it. The folder is one that Windows keeps to its user.
set "archive="
if not defined major goto start
if %major% LSS 19 goto start
if "%COFFER_CACHE%"=="off" goto start
if not defined LOCALAPPDATA goto start
set "digest="
if exist "%jar%.sha256" set /p digest=<"%jar%.sha256"
if not defined digest goto start
set "folder=%LOCALAPPDATA%\coffer\archives"
if not exist "%folder%" mkdir "%folder%" >nul 2>&1
set "archive=%folder%\provider-%digest%-%major%.jsa"

:start
set "COFFER_LAUNCHER_STAYS=1"
if not defined archive "%java%" %options% -jar "%jar%"
if not defined archive exit /b
"%java%" -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%archive%" %options% -jar "%jar%"
exit /b

:nojava
echo the coffer provider cannot start: no JDK 17 or newer was found; install one, or set JAVA_HOME to it
exit /b 1
