import { type InputBox, QuickInputButtons, type QuickPick, type QuickPickItem, window } from 'vscode';

/** The answer to a step, or where the user goes instead. */
export type Answer<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'back' } | undefined;

/** Where a step stands in a command of several: `2` of `3`. */
export interface StepOptions {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly placeholder: string;
}

/**
 * Asks for one of several items; undefined when the user leaves. `isFound`: which items match a query, where VS Code
 * should not decide that itself; they are marked `alwaysShow`.
 */
export function pickStep<Item extends QuickPickItem>(
  items: readonly Item[],
  current: Item | undefined,
  { placeholder, ...options }: StepOptions,
  isFound?: (item: Item, query: string) => boolean,
): Promise<Answer<Item>> {
  const list = window.createQuickPick<Item>();
  if (isFound)
    list.onDidChangeValue(query => {
      list.items = query.trim() ? items.filter(item => isFound(item, query)) : items;
    });
  // VS Code would sort what is found by label; the property is not in its published types.
  Object.assign(list, { items, placeholder, matchOnDescription: true, matchOnDetail: true, sortByLabel: !isFound });
  if (current) list.activeItems = [current];
  return answered<Item>(list as unknown as QuickPick<QuickPickItem>, options, done =>
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      if (chosen) done(chosen);
    }),
  );
}

/** Asks for a text, which is trimmed; `problem` says why it cannot be taken. */
export function inputStep(
  value: string,
  problem: (text: string) => string | undefined,
  { placeholder, ...options }: StepOptions,
): Promise<Answer<string>> {
  const input = window.createInputBox();
  Object.assign(input, { value, prompt: placeholder });
  input.onDidChangeValue(text => {
    input.validationMessage = problem(text.trim()) ?? '';
  });
  return answered<string>(input, options, done =>
    input.onDidAccept(() => {
      if (!problem(input.value.trim())) done(input.value.trim());
    }),
  );
}

/** Shows an input until it is answered, hidden, or left by its way back. */
function answered<T>(
  input: QuickPick<QuickPickItem> | InputBox,
  options: Omit<StepOptions, 'placeholder'>,
  listen: (done: (value: T) => void) => void,
): Promise<Answer<T>> {
  Object.assign(input, options, { ignoreFocusOut: true });
  if (options.step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise(resolve => {
    const end = (answer: Answer<T>) => {
      resolve(answer);
      input.hide();
    };
    listen(value => end({ kind: 'answer', value }));
    input.onDidTriggerButton(button => {
      if (button === QuickInputButtons.Back) end({ kind: 'back' });
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
