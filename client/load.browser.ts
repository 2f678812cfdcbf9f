import vscode = require('vscode');

/**
 * The entry of the extension in a browser, where the host loads a single file. The other files are the same as on the
 * desktop, so that they are packed only once: they are fetched here, and linked as `require` would.
 */
declare const parts: {
  /** Files in dist/, the entry first; filled in by the build. */
  readonly client: readonly string[];
  readonly server: readonly string[];
};

/** What a web extension's host has of a page's API. */
declare const Worker: new (url: string) => object;

type Texts = ReadonlyMap<string, string>;
type Extension = typeof import('./main.browser');

let extension: Extension | undefined;

async function activate(context: vscode.ExtensionContext): Promise<ReturnType<Extension['activate']>> {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const client = await readAll(folder, parts.client);
  extension = new Function('vscode', `return ${program(client)}`)(vscode) as Extension;
  let worker: Promise<string> | undefined;
  return extension.activate(context, async () => {
    worker ??= readAll(folder, parts.server).then(server => URL.createObjectURL(new Blob([program(server)])));
    return new Worker(await worker) as never;
  });
}

async function deactivate(): Promise<void> {
  await extension?.deactivate();
}

async function readAll(folder: vscode.Uri, files: readonly string[]): Promise<Texts> {
  const read = async (file: string) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file));
    return [file, new TextDecoder().decode(bytes)] as const;
  };
  return new Map(await Promise.all(files.map(read)));
}

/** An expression whose value is what the first of the files exports. */
function program(texts: Texts): string {
  const modules = [...texts].map(
    ([file, text]) => `${JSON.stringify(nameOf(file))}(exports, module, require) {${text}\n}`,
  );
  return `(${link})({${modules.join(',\n')}})`;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Runs inside the program. A chunk's name is enough to find it, whatever folder it is required from. */
const link = `modules => {
  const loaded = {};
  const require = request => {
    if (request === 'vscode') return vscode;
    const name = request.slice(request.lastIndexOf('/') + 1);
    if (!loaded[name]) modules[name](loaded[name] = { exports: {} });
    return loaded[name].exports;
  };
  for (const [name, run] of Object.entries(modules)) modules[name] = module => run(module.exports, module, require);
  return require(Object.keys(modules)[0]);
}`;

export = { activate, deactivate };
