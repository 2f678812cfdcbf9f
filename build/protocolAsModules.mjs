// The protocol's packages are published as CommonJS compiled by tsc, from which esbuild cannot drop what is unused.
// This plugin turns them back into the ES modules they were written as. jsonc-parser is published as ES modules; only
// its enumerations are changed.
import fs from 'node:fs';

const packages =
  /[\\/]node_modules[\\/](?:jsonc-parser|vscode-jsonrpc|vscode-language(?:server|client)(?:-protocol|-types)?)[\\/]lib[\\/].+\.js$/;

/** @type {import('esbuild').Plugin} */
export const protocolAsModules = {
  name: 'protocol as ES modules',
  setup(build) {
    build.onLoad({ filter: packages }, ({ path }) => {
      const text = withoutUnused(path, fs.readFileSync(path, 'utf8'));
      return { contents: toModule(text) ?? text };
    });
  },
};

/**
 * Features of the client, by the capability that a server announces for them and ours does not. (Ours announces
 * `diagnosticProvider` only to editors that pull; our client does not.) A test keeps this list in step with the server.
 */
export const unused = {
  callHierarchyProvider: ['CallHierarchy'],
  colorProvider: ['ColorProvider'],
  declarationProvider: ['Declaration'],
  diagnosticProvider: ['Diagnostic'],
  executeCommandProvider: ['ExecuteCommand'],
  implementationProvider: ['Implementation'],
  inlineCompletionProvider: ['InlineCompletionItem'],
  inlineValueProvider: ['InlineValue'],
  notebookDocumentSync: ['NotebookDocumentSync'],
  save: ['DidSaveTextDocument'],
  typeDefinitionProvider: ['TypeDefinition'],
  typeHierarchyProvider: ['TypeHierarchy'],
  willSave: ['WillSave'],
  willSaveWaitUntil: ['WillSaveWaitUntil'],
  workDoneProgress: ['Progress'],
  'workspace.fileOperations': ['DidCreate', 'DidRename', 'DidDelete', 'WillCreate', 'WillRename', 'WillDelete'].map(
    event => `${event}Files`,
  ),
  'workspace.textDocumentContent': ['TextDocumentContent'],
};

const names = Object.values(unused).flat();
/** The same features on the server's side, each a mixin. */
const unusedMixins = [
  ...['CallHierarchy', 'FileOperations', 'InlineCompletion', 'InlineValue', 'Moniker', 'NotebookSync'],
  ...['TextDocumentContent', 'TypeHierarchy'],
];

/** What the server could answer and does not; a test checks that. */
export const unanswered =
  'onCodeActionResolve onCodeLensResolve onColorPresentation onDeclaration onDocumentColor onDocumentLinkResolve onDocumentRangesFormatting onExecuteCommand onImplementation onTypeDefinition onWorkspaceSymbolResolve'.split(
    ' ',
  );

/** Functions of the protocol's types that nobody calls; a test checks that. */
export const uncalled = {
  create:
    'ChangeAnnotation CompletionItem CreateFile DeleteFile DiagnosticRelatedInformation DocumentSymbol InlineValueText InlineValueVariableLookup LocationLink OptionalVersionedTextDocumentIdentifier Position Range RenameFile',
  is: 'CodeAction CodeActionContext CodeActionTag CodeLens Diagnostic DiagnosticRelatedInformation DocumentLink InlayHint InlayHintKind InlayHintLabelPart InlineValueContext Location MarkupContent MarkupKind WorkspaceEdit',
  createSnippet: 'StringValue',
  del: 'AnnotatedTextEdit TextEdit',
  getMessageString: 'Diagnostic',
  insert: 'AnnotatedTextEdit TextEdit',
  replace: 'AnnotatedTextEdit TextEdit',
};

/** Converters that only the unused features call. */
const noConverters = [
  /^ {8}as(?:Call|Color|Declaration|Inline[VC]|Positions|SaveText|Type|Did\w+Files|Will\w+)\w*,$/gm,
  '',
];

/**
 * The edits that take unused features out of client and server. An edit that finds nothing to change fails the build.
 */
const changes = {
  'client/lib/common/client.js': [
    ...names.map(name => [new RegExp(`^ *this\\.registerFeature\\(new \\w+\\.${name}Feature\\(this\\)\\);$`, 'm'), '']),
    // What asks whether a document is a cell of a notebook.
    [/notebook_1\.NotebookDocumentSyncFeature\.CellScheme/, "'vscode-notebook-cell'"],
    [/!\(feature instanceof notebook_1\.NotebookDocumentSyncFeature\)/, 'true'],
    // The server starts without telling how far it is.
    [/this\._clientOptions\.progressOnInitialization/, 'false'],
  ],
  // Documents are told of as they are opened, not as they are shown.
  'client/lib/common/textSynchronization.js': [[/new TextDocumentSnapshot\(document\)/, 'document']],
  'server/lib/common/server.js': [
    ...unusedMixins.map(name => [new RegExp(`\\(0, \\w+\\.${name}Feature\\)(?=\\()`), '(Base => Base)']),
    ...unanswered.map(name => [
      new RegExp(`^ {8}${name}: \\(handler\\) => (?:[^\\n]+, handler\\),$|.+?^ {8}\\}\\),$)`, 'ms'),
      '',
    ]),
  ],
  // The editor matches patterns itself.
  'client/lib/common/utils/globPattern.js': [
    [/^const minimatch = .+$/m, ''],
    [
      /^function matchGlobPattern.+?^\}$/ms,
      `function matchGlobPattern(pattern, uri) {
  return vscode_1.languages.match({ pattern }, { uri, languageId: '' }) > 0;
}`,
    ],
  ],
  'server-types/lib/esm/main.js': Object.entries(uncalled).flatMap(([name, types]) =>
    types
      .split(' ')
      .map(type => [
        new RegExp(
          `(^\\(function \\(${type}\\) \\{$(?:(?!^\\}).)*?)^ {4}function ${name}\\(.+?^ {4}\\}\\n {4}${type}\\.${name} = ${name};$`,
          'ms',
        ),
        '$1',
      ]),
  ),
  'client/lib/common/protocolConverter.js': [noConverters],
  'client/lib/common/codeConverter.js': [noConverters],
  // No feature of it is left that would match a pattern.
  'client/lib/common/fileOperations.js': [[/^const minimatch = .+$/m, '']],
  // The manifest's `engines` has seen to the version of VS Code.
  'client/lib/node/main.js': [
    [/^const semverParse = .+$/m, ''],
    [/^const semverSatisfies = .+$/m, ''],
    [/^ {4}checkVersion\(\) \{$.+?^ {4}\}$/ms, '    checkVersion() {}'],
    // The server is a module that VS Code's own Node runs and speaks with over IPC.
    [/Is\.func\(server\)/, 'false'],
    [/Executable\.is\(json\)/, 'false'],
    [/(?<=if \()node\.runtime/, 'false'],
    [/Transport\.isSocket\(transport\)/g, 'false'],
    [/transport === TransportKind\.(?:stdio|pipe)/g, 'false'],
    [/transport === TransportKind\.ipc/g, 'true'],
    [/^ {4}_getRuntimePath\(.+?^ {4}\}$/ms, ''],
  ],
};

function withoutUnused(file, text) {
  const [, name] = /[\\/]vscode-language(.+)$/.exec(file) ?? [];
  return (changes[name?.replaceAll('\\', '/')] ?? []).reduce((changed, [from, to]) => {
    if (!from.test(changed)) throw new Error(`${file} has changed: there is no ${from} in it.`);
    return changed.replace(from, to);
  }, text);
}

/**
 * Turns a CommonJS module that tsc compiled back into the ES module it was. Undefined where something in it is not
 * understood: then the module is bundled as it is, which works just as well and is only larger.
 *
 * @param {string} text
 * @returns {string | undefined}
 */
function toModule(text) {
  const exported = new Set();
  const declares = name => new RegExp(`^(?:async )?(?:function\\*?|class|const|let|var) ${name}\\b`, 'm').test(text);
  const module = text
    .replace(/^"use strict";$/m, '')
    // What tsc puts in front of a module: helpers for imports, with bodies of several lines.
    .replace(
      /^var __(?:createBinding|setModuleDefault|importStar|importDefault|exportStar) = .+?^\}\)?(?:\)|;|\(\));?$/gms,
      '',
    )
    .replace(/^Object\.defineProperty\(exports, "__esModule", .+$/m, '')
    .replace(/^(?:exports\.\w+ = )+void 0;$/gm, '')
    .replace(/^__exportStar\(require\((".+?")\), exports\);$/gm, 'export * from $1;')
    .replace(/^(?:const|var) (\w+) = (?:__import(?:Star|Default)\()?require\((".+?")\)\)?;$/gm, (_, name, from) => {
      // Another package's module may itself be a function.
      const isCalled = !from.startsWith('".') && new RegExp(`[^.\\w]${name}\\(`).test(text);
      return isCalled ? `import ${name} from ${from};` : `import * as ${name} from ${from};`;
    })
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (_, name, from, member) => `export const ${name} = ${from}.${member};`,
    )
    .replace(/^exports\.default = (\w+);$/gm, 'export default $1;')
    .replace(/^exports\.(\w+) = \1;$/gm, (_, name) => {
      exported.add(name);
      return '';
    })
    // A namespace, or an enumeration, becomes a value that can be left out.
    .replace(
      /^(export )?var ([\w$]+);\n\(function \(\2\) \{$(.+?)^\}\)\(\2 \|\| \((?:exports\.\2 = )?\2 = \{\}\)\);$/gms,
      (whole, exports = '', name, body) => {
        if (whole.includes(`exports.${name} = ${name} = {}`)) exported.add(name);
        return `${exports}var ${name} = /* @__PURE__ */ (function (${name}) {${body}return ${name};\n})({});`;
      },
    )
    .replace(/\((\w+) \|\| \(exports\.\1 = \1 = \{\}\)\)/g, (_, name) => {
      exported.add(name);
      return `(${name} || (${name} = {}))`;
    })
    .replace(/^exports\.(\w+) = /gm, (whole, name) => (declares(name) ? whole : `export const ${name} = `))
    .replace(/\bexports\.(\w+)\b(?! =[^=])/g, '$1');
  if (/\bexports\b|\brequire\(|\b__(?:importStar|importDefault|exportStar)\b/.test(withoutComments(module)))
    return undefined;
  const names = [...exported].filter(declares);
  return names.length > 0 ? `${module}\nexport { ${names.join(', ')} };\n` : module;
}

function withoutComments(text) {
  return text.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
}
