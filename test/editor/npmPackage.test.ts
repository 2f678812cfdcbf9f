import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { root, temporary } from './project';

/** As on a machine that has Node and nothing of this project: no packages beside it, no network. */
suite('the command line as an npm package', function () {
  this.timeout(120_000);
  let home: string;
  let tarball: string;
  let program: string;
  const onWindows = process.platform === 'win32';

  suiteSetup(() => {
    home = temporary();
    const npm = (...args: string[]) =>
      execFileSync('npm', args, { cwd: root, encoding: 'utf8', shell: onWindows, env: { ...process.env, HOME: home } });
    const [name] = npm('run', '--silent', 'package:npm', '--', home).trim().split('\n').slice(-1);
    tarball = path.join(home, name!);
    npm('install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', home, tarball);
    program = path.join(home, onWindows ? 'intercom-webhook.cmd' : 'bin/intercom-webhook');
  });

  function run(...args: string[]) {
    const { INTERCOM_ACCESS_TOKEN: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: home, encoding: 'utf8', env, shell: onWindows });
    return { status, out: stdout, problems: stderr };
  }

  test('is installed, and says its version', () =>
    assert.deepEqual(run('--version'), { status: 0, out: `${version}\n`, problems: '' }));

  test('checks, tests and sends', () => {
    const examples = path.join(home, 'examples');
    fs.cpSync(path.join(root, 'examples'), examples, { recursive: true });
    assert.equal(run('check', 'examples').status, 0);
    assert.equal(run('test', 'examples').status, 0);
    const event = 'examples/new-user/events/registered.event.json';
    const sent = run('send', 'examples/new-user/new-user.webhook.json', '--event', event, '--format', 'json');
    assert.deepEqual([sent.status, JSON.parse(sent.out).status], [0, 200]);
  });

  test('says where a mistake is, and ends with 1', () => {
    const file = path.join(home, 'examples/new-user/body_template.json.trimou');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"{{email.toJson}}"', '{{email.toJson}}'));
    const { status, out } = run('check', 'examples/new-user');
    assert.equal(status, 1);
    assert.match(out, /body_template\.json\.trimou:\d+:\d+ {2}error {2}unquoted-string/);
  });

  test('weighs at most 300 KB', () => {
    const kilobytes = fs.statSync(tarball).size / 1024;
    assert.ok(kilobytes <= 300, `it has ${kilobytes.toFixed(0)} KB`);
  });
});
