import fs from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from './cache';

/** The program of desktop VS Code: VSCODE_EXECUTABLE, else the one whose `code` is on the PATH, else where it is put as a rule. */
export function findDesktop(): string | undefined {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (!hasScreen()) return undefined;
  const commands = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => path.join(folder, process.platform === 'win32' ? 'code.cmd' : 'code'))
    .filter(command => fs.existsSync(command));
  // The command lies in bin/ beside the program; on a Mac deep inside the application's folder.
  const beside = { darwin: '../../../MacOS/Electron', win32: '../Code.exe' }[process.platform as string] ?? '../code';
  const programs = commands.map(command => path.resolve(path.dirname(fs.realpathSync(command)), beside));
  const usual = [
    '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
    path.join(process.env.LOCALAPPDATA ?? '', 'Programs/Microsoft VS Code/Code.exe'),
  ];
  return [...programs, ...usual].find(program => fs.existsSync(program));
}

/** Desktop VS Code from its own site, the newest by default, kept for the next run; undefined, with a line that says so, where it is out of reach. */
export async function downloadDesktop(version?: string): Promise<string | undefined> {
  if (!hasScreen()) return undefined;
  try {
    await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(5000) });
    console.log('Downloading VS Code: about 150 MB, once.');
    return await downloadAndUnzipVSCode({
      cachePath: path.join(cacheFolder(), 'desktop'),
      ...(version && { version }),
    });
  } catch (error) {
    console.log(`VS Code cannot be downloaded here (${(error as Error).message}): its server from npm takes over.`);
    return undefined;
  }
}

/** Desktop VS Code draws windows; on a Linux machine without a screen it cannot start. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
