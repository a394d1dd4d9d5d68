import fs from 'node:fs';
import path from 'node:path';

/**
 * Where a program lies on the PATH, or null.
 *
 * @param {string} program
 * @param {NodeJS.ProcessEnv} [env]
 */
export function which(program, env = process.env) {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, program);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** @type {readonly (readonly [manager: string, command: string, packages: {readonly compiler: string, readonly python: string}])[]} */
const MANAGERS = [
  ['apt-get', 'apt-get install -y', { compiler: 'g++', python: 'python3 python3-pip python3-venv' }],
  ['dnf', 'dnf install -y', { compiler: 'gcc-c++', python: 'python3.12 python3.12-pip' }],
  ['zypper', 'zypper install -y', { compiler: 'gcc-c++', python: 'python312 python312-pip' }],
  ['pacman', 'pacman -S', { compiler: 'gcc', python: 'python python-pip' }],
  ['apk', 'apk add', { compiler: 'g++', python: 'python3 py3-pip' }],
  ['brew', 'brew install', { compiler: 'gcc', python: 'python@3.12' }],
];

/**
 * The command that installs something on this machine.
 *
 * @param {'compiler' | 'python'} what
 * @param {NodeJS.ProcessEnv} [env]
 */
export function installCommand(what, env = process.env) {
  for (const [manager, command, packages] of MANAGERS) {
    if (which(manager, env) === null) continue;
    const sudo = manager !== 'brew' && process.getuid?.() !== 0 ? 'sudo ' : '';
    return `${sudo}${command} ${packages[what]}`;
  }
  return what === 'compiler' ? 'install g++ (GCC)' : 'install Python 3.11 or newer with pip';
}
