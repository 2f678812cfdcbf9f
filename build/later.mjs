/**
 * The modules that the server does not load before they are needed, grouped by what needs them. Each group brings along
 * what only it uses. A test limits how much is left for the first check. Paths without extensions.
 */
export const later = {
  // What answers the editor's questions.
  asked: [
    ...core(
      'actionCompletion actionHover actionPlace closeSection codeActions completion completion/paths',
      'language/',
    ),
    ...core('codeLenses documentLinks documentSymbols folding inlayHints semanticTokens', 'language/'),
    ...core('definition formatting highlights hover linkedEditing refactorings references rename', 'language/'),
    ...core('selectionRanges signatureHelp workspaceSymbols', 'language/'),
    ...core('endpoints event importEvent keywords newAction', 'create/'),
    ...core('curl exported postman secretParts', 'export/'),
    ...core('action/defaultEvent answer/answerFixes expect/testEvent preview/pieces preview/preview'),
    ...core('setup/drift setup/sheet'),
    ...['edit', 'format'].map(name => `node_modules/jsonc-parser/lib/esm/impl/${name}`),
  ],
  // What explains a mistake and fixes it.
  mistakes: [
    ...core('convert length memberReport search valueReport', 'check/intercom/'),
    ...core('brokenTags liquid sections', 'check/braces/'),
    ...core('meantHelper neverEqual refusedCall', 'check/helpers/'),
    ...core('json/remedies keySlips oneKey variables/meantVariable', 'check/'),
    ...core('action/eventKeys action/inStream text/nearest'),
    ...core('json/brackets json/evidence json/findings json/recover json/typos template/problems template/recover'),
  ],
  // The endpoints, by what an action is about: people, companies and events; anything else; or all of them, where that
  // is not known.
  frequent: core('intercom/endpoints/frequent'),
  others: core('intercom/endpoints/others'),
  all: core('intercom/endpoints/all intercom/otherRequests'),
  // What turns an event into a body or a whole request.
  rendering: [
    ...core(
      'action/encode action/plan action/variables json/sample preview/jsonProblem preview/requestText template/render',
    ),
    ...core('dateFields dateFormat decimal digest formatter hash json methods', 'template/java/'),
  ],
  // What uses the network.
  sending: [
    ...['checkToken', 'network/network', 'sandbox/startSandbox', 'sendAction'].map(name => `server/http/${name}`),
    'server/replay/replay',
  ],
};

function core(names, folder = '') {
  return names.split(' ').map(name => `server/core/${folder}${name}`);
}
