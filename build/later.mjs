/**
 * What the server reads not before somebody asks, something is wrong or something is sent, with all that only it needs. A test
 * keeps how much is left for the first check. Modules by their paths, without endings.
 */
export const later = {
  asked: [
    ...core(
      'actionCompletion actionHover actionPlace closeSection codeActions completion completion/paths',
      'language/',
    ),
    ...core('codeLenses documentLinks documentSymbols inlayHints semanticTokens', 'language/'),
    ...core('definition formatting highlights hover linkedEditing refactorings references rename', 'language/'),
    ...core('selectionRanges signatureHelp workspaceSymbols', 'language/'),
    ...core('answer/answerFixes create/endpoints create/event create/importEvent create/newAction expect/testEvent'),
    ...core('export/curl export/exported export/postman preview/pieces preview/preview setup/drift setup/sheet'),
    // For a template that has mistakes, or for an action about something else than people, companies and events.
    ...core('convert length search value-report', 'check/intercom/'),
    ...core('action/variables check/json/remedies text/nearest'),
    ...core('json/brackets json/evidence json/findings json/recover json/sample json/typos template/problems'),
    ...['edit', 'format'].map(name => `node_modules/jsonc-parser/lib/esm/impl/${name}`),
    ...core('intercom/endpoints/all intercom/otherRequests template/render'),
    ...core('date-fields date-format decimal digest formatter hash methods', 'template/java/'),
  ],
  sending: [
    ...['checkToken', 'network/network', 'sandbox/startSandbox', 'sendAction'].map(name => `server/http/${name}`),
    'server/replay/replay',
  ],
};

function core(names, folder = '') {
  return names.split(' ').map(name => `server/core/${folder}${name}`);
}
