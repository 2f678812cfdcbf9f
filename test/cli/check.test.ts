import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedFinding } from '../../server/cli/report/report';
import { actionText } from '../http/project';
import { type Folder, inFolder, type Ran } from './command';

const broken = { 'auth.trimou': 'Bearer {{token}', 'body.json.trimou': '{\n  "é😀": {{#user_id}}1\n}' };

async function findings(folder: Folder, ...args: string[]) {
  const ran = await folder.run(['check', '--format', 'json', ...args]);
  return { ...ran, found: JSON.parse(ran.out) as readonly LocatedFinding[] };
}

suite('command line: check', () => {
  test('an action without mistakes', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(['check', 'a.webhook.json']);
      assert.deepEqual([code, out], [0, 'Nothing found in 4 files.\n']);
      assert.deepEqual((await findings(folder, '.')).found, []);
    }));

  test('findings: file, code, severity, message and a zero-based range in UTF-16 columns', () =>
    inFolder(async folder => {
      const { code, found } = await findings(folder, 'a.webhook.json');
      assert.equal(code, 1);
      const unclosed = found.find(finding => finding.code === 'unclosed-section')!;
      assert.deepEqual(Object.keys(unclosed).slice(0, 5), ['file', 'code', 'severity', 'message', 'range']);
      assert.deepEqual([unclosed.file, unclosed.severity], ['body.json.trimou', 'error']);
      assert.deepEqual(unclosed.range.start, { line: 1, character: 9 });
      assert.ok(found.some(finding => finding.file === 'auth.trimou'));
    }, broken));

  test('text: a line a finding, counted from 1, and a summary', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(['check', '.']);
      assert.equal(code, 1);
      assert.match(out, /^body\.json\.trimou:2:10 {2}error {2}unclosed-section {2}\S/m);
      assert.match(out, /\n\n\d+ errors?.* in 4 files\.\n$/);
      assert.ok(!out.includes('\u001b'));
      assert.ok((await folder.run(['check', '.'], { colours: true })).out.includes('\u001b[31merror'));
    }, broken));

  test('SARIF 2.1.0', () =>
    inFolder(
      async folder => {
        const { code, out } = await folder.run(['check', '--format', 'sarif', '.']);
        assert.equal(code, 1);
        const log = JSON.parse(out);
        const [run] = log.runs;
        assert.deepEqual(
          [log.version, run.columnKind, run.tool.driver.name],
          ['2.1.0', 'utf16CodeUnits', 'intercom-webhook'],
        );
        const result = run.results.find((one: { ruleId: string }) => one.ruleId === 'unclosed-section');
        const rule = run.tool.driver.rules[result.ruleIndex];
        assert.equal(rule.id, 'unclosed-section');
        assert.match(rule.helpUri, /^https:.*\/docs\/rules\.md#unclosed-section$/);
        assert.equal(result.level, 'error');
        const { artifactLocation, region } = result.locations[0].physicalLocation;
        assert.deepEqual(
          [artifactLocation.uri, region.startLine, region.startColumn],
          ['a%20b/body.json.trimou', 2, 10],
        );
      },
      {
        'a b/a.webhook.json': actionText(),
        'a b/auth.trimou': 'x',
        'a b/body.json.trimou': broken['body.json.trimou'],
      },
    ));

  test('JUnit', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(['check', '--format', 'junit', '.']);
      assert.equal(code, 1);
      assert.match(
        out,
        /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites .*tests="(\d+)" failures="\d+" errors="0" skipped="\d+">/,
      );
      assert.match(
        out,
        /<testcase classname="body\.json\.trimou" name="unclosed-section body\.json\.trimou:2:10" file="body\.json\.trimou" line="2">/,
      );
      assert.doesNotMatch(out.replace(/<[^<>]*>|&(amp|lt|gt|quot|#10);/g, ''), /[<>&]/);
    }, broken));

  test('JUnit without findings: one case that passes', () =>
    inFolder(async folder => {
      const { out } = await folder.run(['check', '--format', 'junit', '.']);
      assert.match(
        out,
        /tests="1" failures="0"[\s\S]*<testcase classname="a\.webhook\.json" name="check" file="a\.webhook\.json"\/>/,
      );
    }));

  test('what cannot be read is in the reports too, so that nobody takes it for free of findings', () =>
    inFolder(async folder => {
      const said = 'There is no file or folder nowhere.';
      const sarif = await folder.run(['check', '--format', 'sarif', '.', 'nowhere']);
      assert.equal(sarif.code, 2);
      assert.deepEqual(JSON.parse(sarif.out).runs[0].invocations, [
        { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: said } }] },
      ]);
      const junit = await folder.run(['check', '--format', 'junit', '.', 'nowhere']);
      assert.match(junit.out, /<testsuites .*tests="2" failures="0" errors="1" skipped="0">/);
      assert.ok(junit.out.includes(`<testcase classname="input" name="${said}">\n      <error message="${said}"/>`));
      const { out } = await folder.run(['check', '--format', 'sarif', '.']);
      assert.equal(JSON.parse(out).runs[0].invocations[0].executionSuccessful, true);
    }));

  test('Ctrl+C ends it without a report', () =>
    inFolder(async folder => {
      const { code, out, problems } = await folder.run(['check', '.'], { signal: AbortSignal.abort() });
      assert.deepEqual([code, out, problems], [1, '', 'Cancelled.\n']);
    }));

  test('a folder is searched, but not node_modules and what begins with a dot', () =>
    inFolder(
      async folder => {
        const { found } = await findings(folder, '.');
        assert.deepEqual([...new Set(found.map(finding => finding.file))], ['deep/er/loose.trimou']);
      },
      {
        'deep/er/loose.trimou': '{{#a}}',
        'node_modules/x/loose.trimou': '{{#a}}',
        '.hidden/loose.trimou': '{{#a}}',
      },
    ));

  test('what two paths have in common is reported once', () =>
    inFolder(async folder => {
      const once = (await findings(folder, '.')).found;
      assert.deepEqual((await findings(folder, '.', 'a.webhook.json', './')).found, once);
    }, broken));

  test('a template that two actions share is reported once', () =>
    inFolder(
      async folder => {
        const { found } = await findings(folder, '.');
        const keys = found.map(({ file, code, range }) => JSON.stringify([file, code, range]));
        assert.equal(new Set(keys).size, keys.length);
      },
      { ...broken, 'b.webhook.json': actionText() },
    ));

  const noActions = {
    'README.md': '# Actions\n',
    'package.json': '{"name":"a"}',
    'click.json': '{"action":"click"}',
    empty: '',
  };
  const unreadable: [string, string[], RegExp][] = [
    ['an event by itself', ['events/a.event.json'], /^events\/a\.event\.json is no action\. Name the action/],
    ['a text', ['README.md'], /^README\.md is no action\. Name the action \(\*\.webhook\.json\)/],
    ['JSON without an action', ['package.json'], /^package\.json is no action\./],
    ['an event that has an attribute "action"', ['click.json'], /^click\.json is no action\./],
    ['nothing at all', ['empty'], /^empty is no action\./],
    ['nothing there', ['nowhere'], /^There is no file or folder nowhere\.$/],
    ['a folder without actions', ['events'], /^There is no action \(\*\.webhook\.json\) in events\.$/],
    ['a template by itself', ['auth.trimou'], /^auth\.trimou is a template\. Name the action/],
  ];
  for (const [name, args, said] of unreadable) {
    test(`exit 2: ${name}`, () =>
      inFolder(async folder => {
        const { code, out, problems } = await folder.run(['check', ...args]);
        assert.deepEqual([code, out], [2, '']);
        assert.match(problems.trim(), said);
      }, noActions));
  }

  test('an action by another name, and one that is broken: what is in it counts', () =>
    inFolder(
      async folder => {
        assert.equal((await folder.run(['check', 'action.txt'])).code, 0);
        const { code, found } = await findings(folder, 'broken.json');
        assert.deepEqual([code, found[0]?.code], [1, 'invalid-action']);
      },
      { 'action.txt': actionText(), 'broken.json': '{"action": {"name": }}' },
    ));

  test('exit 2 although the rest is checked', () =>
    inFolder(async folder => {
      const { code, found, problems } = await findings(folder, 'nowhere', 'a.webhook.json');
      assert.deepEqual([code, problems], [2, 'There is no file or folder nowhere.\n']);
      assert.ok(found.length > 0);
    }, broken));

  test('a file closed to us', function () {
    if (process.getuid?.() === 0) this.skip();
    return inFolder(async folder => {
      chmodSync(join(folder.path, 'a.webhook.json'), 0);
      const { code, problems } = await folder.run(['check', 'a.webhook.json']);
      assert.deepEqual([code, problems], [2, 'a.webhook.json cannot be read.\n']);
    });
  });

  test('what is closed to us inside of an action, and a folder that is', function () {
    if (process.getuid?.() === 0) this.skip();
    return inFolder(
      async folder => {
        chmodSync(join(folder.path, 'june.jsonl'), 0);
        const replayed = await folder.run(['replay', 'a.webhook.json', '--events', 'june.jsonl']);
        assert.deepEqual([replayed.code, replayed.problems], [2, 'june.jsonl cannot be read.\n']);
        chmodSync(join(folder.path, 'body.json.trimou'), 0);
        const { found } = await findings(folder, 'a.webhook.json');
        assert.match(found.find(({ code }) => code === 'template-file-missing')!.message, /cannot be read/);
        const rendered = await folder.run(['render', 'a.webhook.json', '--event', 'events/a.event.json']);
        assert.equal(rendered.code, 2);
        assert.match(rendered.problems, /the file body\.json\.trimou cannot be read/);
        chmodSync(join(folder.path, 'events'), 0);
        const events = await findings(folder, 'a.webhook.json');
        chmodSync(join(folder.path, 'events'), 0o700);
        assert.ok(events.found.some(({ code, file }) => code === 'invalid-event' && file === 'events'));
        chmodSync(join(folder.path, 'shut'), 0);
        const shut = await folder.run(['check', 'shut']);
        chmodSync(join(folder.path, 'shut'), 0o700);
        assert.deepEqual([shut.code, shut.out, shut.problems], [2, '', 'The folder shut cannot be read.\n']);
      },
      { 'june.jsonl': '{}', 'shut/b.webhook.json': actionText() },
    );
  });

  const settings = (text: string) => ({
    'team/.vscode/settings.json': text,
    'team/a/a.webhook.json': actionText(),
    'team/a/auth.trimou': 'Bearer {{token}}',
    'team/a/body.json.trimou': '{"user_id":"{{user_id.toJson}}","name":{{name.toJson}}}',
    'team/a/loose.trimou': '{{#a}}',
  });

  test('settings of the workspace: how much a rule weighs', () =>
    inFolder(
      async folder => {
        const { code, found } = await findings(folder, 'team');
        assert.deepEqual(
          found.map(finding => [finding.code, finding.severity]),
          [['unquoted-string', 'warning']],
        );
        assert.equal(code, 0);
        // Another folder has no such settings.
        assert.equal((await findings(folder, 'a.webhook.json')).code, 0);
      },
      settings(`{
        // A comment, as VS Code allows it.
        "editor.tabSize": 2,
        "intercomWebhook.rules": { "unquoted-string": "warning", "unclosed-section": "off", "braces-in-to": "never" },
      }`),
    ));

  test('settings of the workspace: what the engine is taken to be, also by render', () =>
    inFolder(
      async folder => {
        const args = ['render', 'team/a/a.webhook.json', '--event', 'event.json'];
        const { out } = await folder.run(args);
        assert.match(out, /"name":&quot;&lt;/);
      },
      {
        ...settings('{ "intercomWebhook.profile.escapeHtml": true, "intercomWebhook.profile.numbers": null }'),
        'team/a/body.json.trimou': '{"name":{{name}}}',
        'event.json': '{"customer_id":"1","customer_name":"\\"<"}',
      },
    ));

  test('a rule that is not there, and a severity that is none, are told once and do not count', () =>
    inFolder(async folder => {
      const { code, problems } = await folder.run(['check', 'team']);
      assert.equal(code, 1);
      assert.deepEqual(problems.trimEnd().split('\n'), [
        'team/.vscode/settings.json:2:3: There is no rule "unkown-field". Did you mean unknown-field?',
        'team/.vscode/settings.json:3:3: The severity of "unquoted-string" should be one of error, warning, information, hint, off.',
      ]);
    }, settings('{ "intercomWebhook.rules": {\n  "unkown-field": "off",\n  "unquoted-string": "of"\n} }')));

  test('settings that cannot be read: the place and why, exit 2, once', () =>
    inFolder(async folder => {
      const { code, out, problems } = await folder.run(['check', 'team']);
      assert.deepEqual([code, out], [2, '']);
      assert.match(problems, /^team\/\.vscode\/settings\.json:1:28: \S.*\n$/);
    }, settings('{ "intercomWebhook.rules": {\n')));

  test('a template in Latin-1: where a character is lost', () =>
    inFolder(async folder => {
      const latin = Buffer.from('{"user_id":"{{user_id.toJson}}","name":"Zo\u00eb {{name.toJson}}"}', 'latin1');
      writeFileSync(join(folder.path, 'body.json.trimou'), latin);
      const { found } = await findings(folder, '.');
      assert.deepEqual(
        found.map(({ code, file, range }) => [code, file, range.start.character]),
        [['wrong-encoding', 'body.json.trimou', 42]],
      );
    }));

  test('JUnit: what does not count for the exit code is a skipped case', () =>
    inFolder(
      async folder => {
        const junit = async (...more: string[]) => (await folder.run(['check', '--format', 'junit', ...more, '.'])).out;
        assert.match(await junit(), /failures="0" errors="0" skipped="1">[\s\S]*<skipped message="warning: /);
        assert.match(await junit('--severity', 'warning'), /failures="1" errors="0" skipped="0">[\s\S]*<failure /);
      },
      { 'events/a.event.json': '{"customer_id":"42"}' },
    ));

  test('an action that is not JSON, and one that is empty', () =>
    inFolder(
      async folder => {
        for (const file of ['bad.webhook.json', 'empty.webhook.json', 'list.webhook.json']) {
          const { code, found } = await findings(folder, file);
          assert.equal(code, 1, file);
          assert.ok(
            found.some(finding => finding.file === file && finding.severity === 'error'),
            file,
          );
        }
      },
      { 'bad.webhook.json': '{"action": {', 'empty.webhook.json': '', 'list.webhook.json': '[]' },
    ));

  test('a template file that is missing, and an event that is no object', () =>
    inFolder(
      async folder => {
        const { code, found } = await findings(folder, 'a.webhook.json');
        assert.equal(code, 1);
        assert.ok(
          found.some(finding => finding.code === 'template-file-missing'),
          JSON.stringify(found),
        );
        assert.ok(
          found.some(finding => finding.file === 'events/b.event.json'),
          JSON.stringify(found),
        );
      },
      {
        'a.webhook.json': actionText({ templates: { auth: 'auth.trimou', body: 'gone.json.trimou' } }),
        'events/b.event.json': '[1]',
      },
    ));

  test('a byte order mark and Windows line ends do not move anything', () =>
    inFolder(
      async folder => {
        const { found } = await findings(folder, 'a.webhook.json');
        const { start } = found.find(finding => finding.code === 'unclosed-section')!.range;
        assert.deepEqual(start, { line: 1, character: 9 });
      },
      { ...broken, 'body.json.trimou': `\uFEFF${broken['body.json.trimou'].replaceAll('\n', '\r\n')}` },
    ));

  test('warnings count when told so, and are written either way', () =>
    inFolder(
      async folder => {
        const [plain, strict]: Ran[] = [
          await folder.run(['check', '.']),
          await folder.run(['check', '--severity', 'warning', '.']),
        ];
        assert.deepEqual([plain!.code, strict!.code], [0, 1]);
        assert.equal(plain!.out, strict!.out);
        assert.match(plain!.out, / {2}warning {2}/);
      },
      {
        'a.webhook.json': actionText({
          templates: { auth: 'auth.trimou', body: 'body.json.trimou', spare: 'auth.trimou' },
        }),
      },
    ));

  test('a colour code in a file name or a message reaches no terminal', () =>
    inFolder(
      async folder => {
        const { out } = await folder.run(['check', '.'], { colours: false });
        assert.ok(!out.includes('\u001b'));
        assert.match(out, /\\u001b/);
      },
      { 'red\u001b[31m.trimou': '{{#a}}' },
    ));
});
