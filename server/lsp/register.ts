import { type Connection, RegistrationType } from 'vscode-languageserver';

/** Asks the editor to report or to request something that could not be settled during initialization. */
export function register(connection: Connection, method: string, options: object): void {
  connection.client
    .register(new RegistrationType(method), options)
    .catch(error => connection.console.warn(`The editor refused to register ${method}: ${error.message}`));
}
