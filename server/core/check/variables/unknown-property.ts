import { t } from '@vscode/l10n';
import type { Profile } from '../../template/profile';
import { nearest } from '../../text/nearest';
import { propertyFor } from '../helpers/meantHelper';
import { noOperator, operatorBehind } from '../helpers/operator';
import { renamed, type TemplateRule } from '../rule';
import { describeShape, memberOf, type Shape } from './shapes';

/** A name after a dot that the value does not have: nothing is printed. */
export const unknownProperty: TemplateRule = {
  cards: [
    {
      code: 'unknown-property',
      severity: 'error',
      group: 'Variables',
      summary: 'A value does not have the property after the dot.',
    },
  ],
  check(subject, report) {
    const { profile } = subject;
    for (const { path: name, meaning, node, visible } of subject.names) {
      if (meaning.kind !== 'no-member' || meaning.suffix) continue;
      const part = name.parts[meaning.at]!;
      const { shape } = meaning;
      const near = habits(part.text, shape, profile) ?? nearProperty(part.text, shape, profile);
      const inside = shape.element && memberOf(shape.element, part.text, profile).kind === 'found';
      const first = name.parts[0]!;
      // `{{items.sku}}` inside `{{#items}}`, where it should be `sku`.
      const isInLoop = inside && meaning.at === 1 && visible().has(part.text);
      const bare = {
        title: t`Change to ${part.text}`,
        edits: renamed(subject, node, { start: first.start, end: part.end }, part.text),
      };
      const advice = near
        ? t`Did you mean \`${near}\`?`
        : inside
          ? isInLoop
            ? t`Inside \`${`{{#${first.text}}}`}\` it is \`${part.text}\` alone.`
            : t`It belongs to each element: use it inside \`${`{{#${before(name.text, part.text)}}}`}\`.`
          : t('Nothing is printed.');
      const operator = operatorBehind(part.text);
      report({
        code: 'unknown-property',
        range: part,
        message: operator
          ? noOperator(operator.sign)
          : t`\`${part.text}\` is no property of ${describeShape(shape)}. ${advice}`,
        fixes: [
          isInLoop ? { ...bare, preferred: true } : undefined,
          near
            ? { title: t`Change to ${near}`, edits: renamed(subject, node, part, near), preferred: true }
            : undefined,
        ],
      });
    }
  },
};

function nearProperty(name: string, shape: Shape, profile: Profile): string | undefined {
  const names = [...(shape.members?.keys() ?? []), ...profile.suffixTable.keys(), ...loopProperties];
  return nearest(name, names, near => has(shape, near, profile));
}

/** What a turn of a loop answers to. Source: Trimou, iteration metadata. */
const loopProperties = ['index', 'position', 'hasNext', 'isFirst', 'isLast', 'isOdd', 'isEven', 'indexParity'];

function has(shape: Shape, name: string, profile: Profile): boolean {
  return memberOf(shape, name, profile).kind === 'found';
}

/** What people know from other languages: `length` of a list is `size` here, `size` of a text `length`, `json` is `toJson`. */
function habits(name: string, shape: Shape, profile: Profile): string | undefined {
  const other = { length: 'size', count: 'size', size: 'length' }[name] ?? propertyFor(name);
  return other && has(shape, other, profile) ? other : undefined;
}

function before(path: string, part: string): string {
  return path.slice(0, path.lastIndexOf(`.${part}`));
}
