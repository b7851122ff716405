@echo off
rem Runs Maven: the one on PATH if it is new enough (3.8.6), else the one that
rem .mvn\wrapper\maven-wrapper.properties names, fetched once and checked by its SHA-512.
rem MVNW_REPOURL names another Maven repository to fetch it from.
setlocal
set "WRAPPER=%~dp0.mvn\wrapper"

for /f "tokens=3" %%v in ('mvn --version 2^>nul ^| findstr /c:"Apache Maven"') do (
  for /f "tokens=1-3 delims=.-" %%a in ("%%v") do (
    if %%a gtr 3 goto path
    if %%a equ 3 if %%b gtr 8 goto path
    if %%a equ 3 if %%b equ 8 if %%c geq 6 goto path
  )
)

for /f "usebackq tokens=1,* delims==" %%k in ("%WRAPPER%\maven-wrapper.properties") do set "%%k=%%l"
for %%f in ("%distributionUrl:/=\%") do set "NAME=%%~nf"
set "NAME=%NAME:-bin=%"
set "VERSION=%NAME:apache-maven-=%"
if defined MVNW_REPOURL set "distributionUrl=%MVNW_REPOURL%/org/apache/maven/apache-maven/%VERSION%/%NAME%-bin.zip"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "MVN_HOME=%MAVEN_USER_HOME%\wrapper\dists\coffer\%NAME%"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not exist "%MVN_HOME%" (
  echo mvnw: fetching %NAME% 1>&2
  "%JAVA%" "%WRAPPER%\Fetch.java" "%distributionUrl%" "%distributionSha512Sum%" "%MVN_HOME%" || exit /b 1
)
call "%MVN_HOME%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:path
call mvn %*
exit /b %ERRORLEVEL%
