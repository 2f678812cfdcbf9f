import { t } from '@vscode/l10n';
import { getNodeValue, type Node } from 'jsonc-parser';
import { contentOf, readJson } from '../action/json';
import { mayRunAway } from '../action/stream';
import { nearest } from '../text/nearest';
import type { Range } from '../text/range';
import { type JsonPath, parseJsonPath } from './jsonPath';

/** The member of an event that holds what is expected of it. It is no attribute. */
export const expectKey = 'expect';

/** What should come of an event; what is absent is not checked. Ranges are offsets in the event's file. */
export interface Expectation {
  /** The word `expect` in the file. */
  readonly range: Range;
  /** Whether the stream takes the event. */
  readonly stream?: Expected<boolean>;
  /** Whether the request can be rendered, and its body is JSON where the content type says so. */
  readonly valid?: Expected<boolean>;
  /** The status of the answer. */
  readonly status?: Expected<number>;
  /** Values in the rendered body. */
  readonly body: readonly ExpectedValue[];
  /** Values in the body of the answer. */
  readonly response: readonly ExpectedValue[];
}

interface Expected<Value> {
  readonly value: Value;
  readonly range: Range;
}

export interface ExpectedValue {
  /** As it is written: `$.companies[0].name`. */
  readonly name: string;
  readonly path: JsonPath;
  readonly matcher: Matcher;
  readonly range: Range;
}

export type Matcher =
  | { readonly kind: 'equals'; readonly value: unknown }
  | { readonly kind: 'exists'; readonly exists: boolean }
  /** A regular expression of JavaScript, found anywhere in a text. */
  | { readonly kind: 'matches'; readonly pattern: string };

export interface ExpectationProblem {
  readonly range: Range;
  readonly message: string;
}

/** Whether it takes an answer to tell. */
export function needsAnswer({ status, response }: Expectation): boolean {
  return status !== undefined || response.length > 0;
}

/**
 * What an event's JSON expects of it; undefined when it says nothing of the kind. A part that cannot be read is a problem
 * and left out.
 * @param offset where the JSON begins in its file
 */
export function readExpectation(
  json: string,
  offset: number,
): { readonly expectation?: Expectation; readonly problems: readonly ExpectationProblem[] } {
  const property = membersOf(readJson(json).root).find(({ name }) => name === expectKey);
  return property ? new Reader(offset).read(property) : { problems: [] };
}

interface Member {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

function membersOf(node: Node | undefined): readonly Member[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: key.value as string, key, value }] : [],
  );
}

/** The fields of `expect`, which `syntaxes/event.schema.json` describes too; a test holds the two together. */
export const expectFields = ['stream', 'valid', 'status', 'body', 'response'] as const;

class Reader {
  private readonly problems: ExpectationProblem[] = [];

  constructor(private readonly offset: number) {}

  read({ key, value }: Member) {
    const range = this.rangeOf(key);
    if (value.type !== 'object') {
      this.complain(value, t('`expect` is an object of what should come of this event: `{ "valid": true }`.'));
      return { expectation: { range, body: [], response: [] }, problems: this.problems };
    }
    const members = membersOf(value);
    for (const { name, key: field } of members) if (!expectFields.includes(name as never)) this.unknown(field, name);
    const member = (name: (typeof expectFields)[number]) => members.find(each => each.name === name);
    const stream = this.boolean(member('stream'));
    const valid = this.boolean(member('valid'));
    const status = this.status(member('status'));
    const body = this.values(member('body'));
    const response = this.values(member('response'));
    const expectation: Expectation = {
      range,
      ...(stream && { stream }),
      ...(valid && { valid }),
      ...(status && { status }),
      body,
      response,
    };
    if (members.length === 0) this.complain(value, t('Nothing is expected here: say `"valid": true`, for instance.'));
    if (stream?.value === false) this.refuseAnswer(member('status') ?? member('response'));
    return { expectation, problems: this.problems };
  }

  private boolean(member: Member | undefined): Expected<boolean> | undefined {
    if (!member) return undefined;
    if (member.value.type === 'boolean') return { value: member.value.value, range: this.entry(member) };
    return this.complain(member.value, t`\`${member.name}\` is true or false.`);
  }

  private status(member: Member | undefined): Expected<number> | undefined {
    if (!member) return undefined;
    const { value } = member.value;
    if (Number.isInteger(value) && value >= 100 && value <= 599) {
      return { value, range: this.entry(member) };
    }
    return this.complain(member.value, t('`status` is the number of an HTTP status: 200.'));
  }

  private values(member: Member | undefined): readonly ExpectedValue[] {
    if (!member) return [];
    if (member.value.type !== 'object') {
      const message = t`\`${member.name}\` is an object of JSON paths and what stands there: \`{ "$.email": "ada@example.com" }\`.`;
      this.complain(member.value, message);
      return [];
    }
    return membersOf(member.value).flatMap((entry): ExpectedValue[] => {
      const { name, key, value } = entry;
      const parsed = parseJsonPath(name);
      if ('problem' in parsed) {
        this.complain(key, parsed.problem);
        return [];
      }
      const matcher = this.matcher(value);
      return matcher ? [{ name, path: parsed.path, matcher, range: this.entry(entry) }] : [];
    });
  }

  /** An object with `exists` or `matches` as its only member is a test; any other value is compared as it is. */
  private matcher(node: Node): Matcher | undefined {
    const members = membersOf(node);
    const [only] = members;
    if (members.length === 1 && only?.name === 'exists') {
      if (only.value.type === 'boolean') return { kind: 'exists', exists: only.value.value };
      return this.complain(only.value, t('`exists` is true or false.'));
    }
    if (members.length === 1 && only?.name === 'matches') return this.pattern(only.value);
    return { kind: 'equals', value: getNodeValue(node) };
  }

  private pattern(node: Node): Matcher | undefined {
    if (node.type !== 'string')
      return this.complain(node, t('`matches` is a regular expression in quotes: `"^ada@"`.'));
    const pattern: string = node.value;
    try {
      new RegExp(pattern, 'u');
    } catch (error) {
      const [, reason = 'it cannot be read'] = /: ([^:]+)$/.exec((error as Error).message) ?? [];
      return this.complain(node, t`This is no regular expression: ${reason}.`);
    }
    if (mayRunAway(pattern)) return this.complain(node, t('This pattern could search for minutes. Repeat less in it.'));
    return { kind: 'matches', pattern };
  }

  private unknown(key: Node, name: string): void {
    const near = nearest(name, expectFields);
    const advice = near
      ? t`Did you mean \`${near}\`?`
      : t`It has ${expectFields.map(field => `\`${field}\``).join(', ')}.`;
    this.complain(key, t`\`expect\` has no \`${name}\`. ${advice}`);
  }

  private refuseAnswer(member: Member | undefined): void {
    if (!member) return;
    const message = t`An event that the stream does not take is not sent, so there is no \`${member.name}\`. Leave one of the two out.`;
    this.complain(member.key, message);
  }

  private complain(node: Node, message: string): undefined {
    this.problems.push({ range: this.rangeOf(node), message });
    return undefined;
  }

  private rangeOf(node: Node): Range {
    const { start, end } =
      node.type === 'string' ? contentOf(node) : { start: node.offset, end: node.offset + node.length };
    return { start: this.offset + start, end: this.offset + end };
  }

  /** The member with its name. */
  private entry({ key, value }: Member): Range {
    return { start: this.offset + key.offset, end: this.offset + value.offset + value.length };
  }
}
