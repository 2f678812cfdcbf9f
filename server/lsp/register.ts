import { type Connection, RegistrationType } from 'vscode-languageserver';

/** Asks the editor to tell of something, or to ask for something, that could not be settled when it introduced itself. */
export function register(connection: Connection, method: string, options: object): void {
  connection.client
    .register(new RegistrationType(method), options)
    .catch(error => connection.console.warn(`The editor refused to register ${method}: ${error.message}`));
}
