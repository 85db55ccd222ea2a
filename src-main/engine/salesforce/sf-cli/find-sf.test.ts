import { describe, expect, it } from 'vitest';
import { findSf } from './find-sf.ts';

const having =
  (...files: readonly string[]) =>
  (path: string): boolean =>
    files.includes(path);

describe('finding the Salesforce CLI on Linux and macOS', () => {
  const find = (PATH: string, ...files: readonly string[]) =>
    findSf({ platform: 'linux', environment: { PATH, HOME: '/home/ada' }, isFile: having(...files) });

  it('takes the first one on PATH, whose Node it can find there', () => {
    const found = find('/home/ada/node/bin:/usr/bin', '/home/ada/node/bin/sf', '/usr/bin/sf', '/usr/local/bin/sf');
    expect(found).toMatchObject({ command: '/home/ada/node/bin/sf', before: [] });
    expect(found?.path.split(':').slice(0, 2)).toEqual(['/home/ada/node/bin', '/usr/bin']);
  });

  it.each(['/usr/local/bin', '/opt/homebrew/bin', '/home/ada/.local/bin'])(
    'looks in %s although the desktop leaves it out of PATH',
    (folder) => {
      const found = find('/usr/bin:/bin', `${folder}/sf`);
      expect(found?.command).toBe(`${folder}/sf`);
      expect(found?.path.split(':')).toContain(folder);
    },
  );

  it('never takes one from a folder that depends on where the program was started', () => {
    expect(find('.:bin::', 'sf', './sf', 'bin/sf')).toBeNull();
  });

  it('says when there is none', () => {
    expect(find('/usr/bin')).toBeNull();
  });
});

describe('finding the Salesforce CLI on Windows, without its batch file', () => {
  const environment = {
    Path: 'C:\\Windows;C:\\Program Files\\nodejs',
    LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    APPDATA: 'C:\\Users\\ada\\AppData\\Roaming',
    ProgramFiles: 'C:\\Program Files',
  };
  const find = (...files: readonly string[]) => findSf({ platform: 'win32', environment, isFile: having(...files) });

  it('starts the Node and the script of the installed program', () => {
    const base = 'C:\\Program Files\\sf';
    const found = find(`${base}\\bin\\sf.cmd`, `${base}\\client\\bin\\run.js`, `${base}\\client\\bin\\node.exe`);
    expect(found).toMatchObject({
      command: `${base}\\client\\bin\\node.exe`,
      before: [`${base}\\client\\bin\\run.js`],
    });
  });

  it('starts the script of one from npm with the Node on PATH', () => {
    const npm = 'C:\\Users\\ada\\AppData\\Roaming\\npm';
    const script = `${npm}\\node_modules\\@salesforce\\cli\\bin\\run.js`;
    const node = 'C:\\Program Files\\nodejs\\node.exe';
    expect(find(`${npm}\\sf.cmd`, script, node)).toMatchObject({ command: node, before: [script] });
  });

  it('says there is none when the batch file stands alone', () => {
    expect(find('C:\\Windows\\sf.cmd')).toBeNull();
  });
});
