import { readFileSync } from 'node:fs';
import type { AttributeType } from '../../server/core/action/model';
import { attributeTypes, eventStringLimit, visitorTypes } from '../../server/core/tealium/attributes';
import { type Operator, operators } from '../../server/core/tealium/operators';
import { assertFile } from '../support/page';

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly default?: string;
  readonly enumDescriptions?: readonly string[];
}

/** The schema that VS Code completes and explains the action by. */
const { if: schema, definitions }: { readonly if: Schema; readonly definitions: Readonly<Record<string, Schema>> } =
  JSON.parse(readFileSync('syntaxes/webhook.schema.json', 'utf8'));

suite('the page about the files', () => {
  test('says what the schema and the tables of types and operators say', () => {
    const { action, connector } = schema.properties!;
    assertFile(
      'docs/files.md',
      [
        intro,
        fields(schema),
        '### `connector`',
        fields(connector!),
        '### `action`',
        fields(action!),
        '### `action.source`',
        source,
        fields(action!.properties!.source!),
        'A condition:',
        fields(definitions.condition!),
        '### Mappings',
        mappings,
        fields(definitions.mapping!),
        attributes,
        table(['Type', 'In an event', 'In a template'], attributeTypes.map(typeRow)),
        notes,
        operatorsIntro,
        table(['Operator', 'Holds when', 'Value', 'For'], operators.map(operatorRow)),
        events,
      ]
        .join('\n\n')
        .concat('\n'),
    );
  });
});

function fields({ properties = {} }: Schema): string {
  const rows = Object.entries(properties).filter(([name]) => name !== '$schema');
  return table(
    ['Field', 'What it says'],
    rows.map(([name, { markdownDescription, description, default: usual }]) => [
      `\`${name}\``,
      `${markdownDescription ?? description ?? ''}${usual === undefined ? '' : ` Usually \`${usual}\`.`}`,
    ]),
  );
}

/** How the JSON of an event has a value of each type. */
const inEvent: Readonly<Record<AttributeType, string>> = {
  string: '`"Ada"`; a number or a boolean counts as its text',
  number: '`12`, `12.5`, or as a text `"12"`',
  boolean: '`true`, `false`, or as a text',
  date: 'milliseconds since 1970, `1772366400000`, or ISO 8601, `"2026-03-01T12:00:00Z"`; never seconds',
  'array of strings': '`["a", "b"]`; one value alone is a list of one',
  'array of numbers': '`[1, 2.5]`',
  'array of booleans': '`[true, false]`',
  'set of strings': '`["a", "b"]`',
  tally: '`{ "blue": 3, "red": 1 }`',
  badge: '`true`, or left out',
  any: 'whatever it is',
};

function typeRow(type: AttributeType, index: number): readonly string[] {
  const where = visitorTypes.has(type) ? ' Visits and visitors only.' : '';
  return [`\`${type}\``, inEvent[type], `${definitions.type!.enumDescriptions![index]}${where}`];
}

function operatorRow({ name, description, value, on }: Operator): readonly string[] {
  return [`\`${name}\``, description, value === 'none' ? '' : value, on.join(', ')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const intro = `# Files

An action is a folder of text files. This page is made from the schema and the tables that the editor completes and the checks
read. [\`examples/\`](../examples) has ten actions.

| File | What it holds |
| --- | --- |
| \`*.webhook.json\` | the action: JSON with comments and trailing commas |
| \`*.trimou\` | a template; \`*.json.trimou\` one whose text is JSON |
| \`events/*.json\` | a sample event each; \`*.jsonl\` one a line |
| \`attributes.json\` | attribute types that several actions share, where an action names it |

## The action file

The smallest complete action:

\`\`\`jsonc
{
  "action": {
    "name": "Create or update user",
    "method": "POST",
    "url": "https://api.intercom.io/users",
    "headers": [{ "map": "application/json", "to": "Accept" },
                { "map": "1.4", "to": "Intercom-Version" },
                { "map": "{{auth_template}}", "to": "Authorization" }],
    "contentType": "application/json",
    "bodyData": [{ "map": "{{body_template}}", "to": "Body" }],
    "templateVariables": [{ "attribute": "customer_email", "to": "email" },
                          { "secret": "intercom", "to": "access_token" }],
    "templates": { "auth_template": "auth_template.trimou", "body_template": "body_template.json.trimou" }
  },
  "attributes": { "customer_email": "string" }
}
\`\`\`

with the two templates beside it: \`auth_template.trimou\` holds \`Bearer {{access_token}}\`, \`body_template.json.trimou\` holds
\`{ "email": "{{email.toJson}}" }\`.`;

const source = `What starts the action. Leave it out for an action of an audience: its events are visitor profiles, and no event stream
decides. \`when\` is a list of groups; an event must fulfil all conditions of one group:

\`\`\`jsonc
"when": [
  [{ "attribute": "tealium_event", "operator": "equals", "value": "order" },
   { "attribute": "order_total", "operator": "greater than", "value": 0 }],
  [{ "attribute": "tealium_event", "operator": "equals", "value": "refund" }]
]
\`\`\``;

const mappings = `A row of \`urlParameters\`, \`headers\`, \`cookies\`, \`bodyData\` and \`templateVariables\`: \`to\`, and exactly one of the others.`;

const attributes = `## Attribute types

Under \`attributes\`, in the action or in a file that it names, each attribute has a type. It is taken to be in every event unless
it is declared as optional:

\`\`\`jsonc
"attributes": {
  "customer_id": "string",
  "coupon_code": { "type": "string", "optional": true }
}
\`\`\`

An attribute that is not declared has the type that the sample events show, and is optional where one of them lacks it.`;

const notes = `Tealium cuts texts of events at ${eventStringLimit.toLocaleString('en')} characters. A value of another type than declared
is no value: it prints nothing, and [\`event-attribute\`](rules.md#event-attribute) says so.`;

const operatorsIntro = `## Operators

Named as Tealium's rule builder names them. What no single event can decide (funnels, iQ tags) counts as fulfilled.`;

const events = `## Sample events

A file of the events folder is plain JSON, without comments. It may have any of the shapes that people have at hand:

| Shape | What is read |
| --- | --- |
| \`{ "tealium_event": "order", "order_total": 12 }\` | attributes by name: a payload of the Collect API, or \`utag.data\` with \`dom.\`, \`cp.\` and \`qp.\` names |
| \`{ "data": { "udo": { … }, "dom": { … } }, "account": … }\` | a full event: \`udo\` by name, the other parts with their prefix |
| \`{ "udo": { … }, "dom": { … } }\` | the \`data\` of a full event |
| \`{ "udo_order_total": 12, "dom_url": … }\` | a row of EventStore |
| \`{ "properties": { … }, "metrics": { … }, "current_visit": { … } }\` | a visitor profile, for an audience: \`properties\`, \`metrics\`, \`flags\`, \`dates\`, \`property_sets\`, \`metric_sets\`, \`property_lists\`, \`metric_lists\`, \`flag_lists\`, \`badges\` |

Dates are milliseconds or ISO 8601. \`tealium_timestamp_epoch\`, a number that Tealium sets on arrival, is in seconds.
Where an event lacks it, the clock stands in, as at Tealium: a \`created_at\` that is mapped from it is then another one in each
preview and each send. Put it into the sample to keep it the same.
What stands under \`expect\` is a [test](testing.md), and no attribute. Of a \`*.jsonl\` the first 1,000 lines are samples;
[replay](replay.md) takes them all.`;
