import assert from 'node:assert/strict';
import { version } from '../../package.json';
import { inFolder } from './command';

suite('command line: usage', () => {
  const wrong: [string[], RegExp][] = [
    [[], /^Say what to do\.\n\nUsage: intercom-webhook COMMAND/],
    [['chekc'], /^There is no command "chekc"\. Did you mean check\?\n\nUsage/],
    [['frobnicate'], /^There is no command "frobnicate"\.\n\nUsage/],
    [['help', 'sned'], /^There is no command "sned"\. Did you mean send\?/],
    [['check', '--fromat', 'json', '.'], /^Unknown option '--fromat'\. Did you mean --format\?\nUsage/],
    [['replay', 'a.webhook.json', '--event', 'e'], /^Unknown option '--event'\. Did you mean --events\?\nUsage/],
    [['toString'], /^There is no command "toString"\./],
    [['check'], /^Name at least one action or folder\.\nUsage: intercom-webhook check/],
    [['check', '--format', 'xml', '.'], /^--format should be one of text, json, sarif, junit, and is "xml"\./],
    [['check', '--severity', 'hint', '.'], /^--severity should be one of error, warning, and is "hint"\./],
    [['check', '--format'], /--format/],
    [['check', '--nonsense', '.'], /^Unknown option '--nonsense'\.\nUsage/],
    [['render'], /^Name one action, and an event with --event FILE\./],
    [['render', 'a.webhook.json', 'b.webhook.json', '--event', 'e'], /^Name one action, /],
    [['render', 'a.webhook.json', 'event.json'], /^Name one action, and an event with --event FILE\./],
    [['render', 'a.webhook.json', '--event', 'e', '--format', 'sarif'], /^--format should be one of text, json/],
    [['send'], /^Name one action, /],
    [['send', 'a.webhook.json'], /an event with --event FILE\./],
    [['send', 'a.webhook.json', '--event', 'e', '--target', 'prod'], /^--target should be sandbox, intercom or a URL/],
    [['send', 'a.webhook.json', '--event', 'e', '--target', 'ftp://a'], /^--target should be/],
    [['send', 'a.webhook.json', '--event', 'e', '--target', 'http://'], /^--target should be/],
    [['sandbox', '--port', 'x'], /^--port should be a number up to 65535, and is "x"\./],
    [['sandbox', '--port', '65536'], /^--port should be/],
    [['sandbox', '--port', ''], /^--port should be/],
    [['sandbox', 'now'], /^There is nothing to do with "now"\./],
  ];
  for (const [args, said] of wrong) {
    test(`wrong: ${args.join(' ') || 'nothing'}`, () =>
      inFolder(async folder => {
        const { code, out, problems } = await folder.run(args);
        assert.deepEqual([code, out], [2, '']);
        assert.match(problems, said);
      }));
  }

  for (const args of [['--help'], ['-h'], ['help']]) {
    test(`help: ${args}`, () =>
      inFolder(async folder => {
        const { code, out, problems } = await folder.run(args);
        assert.deepEqual([code, problems], [0, '']);
        for (const command of ['check', 'render', 'send', 'sandbox'])
          assert.match(out, new RegExp(`^ {2}${command} `, 'm'));
      }));
  }

  for (const command of ['check', 'render', 'send', 'sandbox']) {
    test(`help: ${command} --help, help ${command}`, () =>
      inFolder(async folder => {
        const { code, out } = await folder.run([command, '--help']);
        assert.equal((await folder.run(['help', command])).out, out);
        assert.equal(code, 0);
        assert.match(out, new RegExp(`^Usage: intercom-webhook ${command}`));
        assert.match(out, /Exit code: 0/);
      }));
  }

  test('--version prints the version and nothing else', () =>
    inFolder(async folder =>
      assert.deepEqual(await folder.run(['--version']), { code: 0, out: `${version}\n`, problems: '' }),
    ));
});
