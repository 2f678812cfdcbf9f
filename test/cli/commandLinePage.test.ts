import { version } from '../../package.json';
import { assertFile } from '../support/page';
import { inFolder } from './command';

suite('the page about the command line', () => {
  test('says what --help says', () =>
    inFolder(async folder => {
      const overview = (await folder.run(['--help'])).out;
      const names = [...overview.matchAll(/^ {2}(\w+) {2}/gm)].map(([, name]) => name!);
      const sections: string[] = [];
      for (const name of names) {
        const { out } = await folder.run([name, '--help']);
        sections.push(`## ${name}\n\n\`\`\`text\n${out.trimEnd()}\n\`\`\``);
      }
      assertFile('docs/command-line.md', `${[intro, ...sections, ci].join('\n\n')}\n`);
    }));
});

const intro = `# Command line

The engine of the extension without an editor. In a checkout, \`npm run build\` makes \`dist/cli.js\`, and
\`node dist/cli.js check examples\` runs it; installed from the package (\`npm run package:npm\`, then \`npm install --global\` with the file it names) it is called \`intercom-webhook\`. Each command says this
of itself with \`--help\`; the page is made from that.`;

const ci = `## As JSON

\`check --format json\` writes a list of findings, \`test --format json\` a list of tests. Lines and characters count from 0, as in the
Language Server Protocol and in UTF-16; in texts such as \`body.json.trimou:4:12\` they count from 1.

\`\`\`jsonc
// check
[{
  "file": "new-user/body_template.json.trimou",           // relative to where the command runs
  "code": "unquoted-string",
  "severity": "error",                                    // error, warning, information, hint
  "message": "…",
  "range": { "start": { "line": 2, "character": 11 }, "end": { "line": 2, "character": 27 } },
  "counterexample": { "customer_email": "a" }             // an event that shows it, where there is one
}]

// test
[{
  "action": "new-user/new-user.webhook.json",
  "event": "registered",                                  // june:12 for line 12 of june.events.jsonl
  "file": "new-user/events/registered.event.json",
  "range": { "start": { "line": 9, "character": 3 }, "end": { "line": 9, "character": 9 } },   // of the word expect
  "result": "failed",                                     // passed, failed, skipped
  "ms": 31,
  "deviations": [{
    "message": "The status is 200, not 404.",
    "range": { "start": { "line": 12, "character": 4 }, "end": { "line": 12, "character": 17 } },
    "expected": "404",                                    // as text; absent where there is nothing to compare
    "actual": "200"
  }]
}]
\`\`\`

## In CI

\`check\` ends with 1 where it finds an error, so a step of a pipeline needs nothing else. The package is on no registry yet, and
\`npx intercom-webhook\` would ask for one: \`npm run package:npm\` in a checkout of this project makes
\`intercom-webhook-${version}.tgz\`. Keep it in your repository, for instance in \`tools\`, and install it from there. It needs no
other package. For GitHub Actions, with the findings beside the lines they are about:

\`\`\`yaml
jobs:
  templates:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with: { node-version: 24 }
      - run: npm install --global ./tools/intercom-webhook-${version}.tgz
      - run: intercom-webhook check --format sarif . > templates.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: always()
        with: { sarif_file: templates.sarif }
\`\`\`

For any other system, \`--format junit\` writes a report of tests: each action is a suite, each finding a test: failed where it counts
for the exit code (\`--severity\`), else skipped.

## As a task of VS Code

The extension's problem matcher \`$intercom-webhook\` reads what \`check\` prints. In \`.vscode/tasks.json\`:

\`\`\`json
{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "Check the actions",
      "type": "shell",
      "command": "intercom-webhook check .",
      "problemMatcher": "$intercom-webhook",
      "group": "test"
    }
  ]
}
\`\`\`

*Tasks: Run Task* runs it, and what it finds in files that are not open stands among the problems; the others are checked as you
type.`;
