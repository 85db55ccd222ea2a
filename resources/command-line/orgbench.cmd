@echo off
rem The command line of an installed Orgbench (Windows): runs it on the Node that came with the app.
setlocal
set "NODE_OPTIONS="
set "NODE_PATH="
"%~dp0..\node.exe" "%~dp0..\app.asar.unpacked\out\main\cli.js" %*
