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
\`node dist/cli.js check examples\` runs it; installed from the package it is called \`intercom-webhook\`. Each command says this
of itself with \`--help\`; the page is made from that.`;

const ci = `## In CI

\`check\` ends with 1 where it finds an error, so a step of a pipeline needs nothing else. For GitHub Actions, with the findings
beside the lines they are about:

\`\`\`yaml
jobs:
  templates:
    runs-on: ubuntu-latest
    permissions:
      security-events: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npx intercom-webhook check --format sarif . > templates.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with: { sarif_file: templates.sarif }
\`\`\`

For any other system, \`--format junit\` writes a report of tests: each action is a suite, each finding a failed test.

## As a task of VS Code

The extension's problem matcher \`$intercom-webhook\` reads what \`check\` prints. In \`.vscode/tasks.json\`:

\`\`\`json
{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "Check the actions",
      "type": "shell",
      "command": "npx intercom-webhook check .",
      "problemMatcher": "$intercom-webhook",
      "group": "test"
    }
  ]
}
\`\`\``;
