import * as l10n from '@vscode/l10n';
/** What is odd about a token that is being typed: `blocks` when it cannot be right. The value itself is never repeated. */
export interface TokenRemark {
  readonly blocks: boolean;
  readonly message: string;
}

/**
 * Looks at the shape of an access token. Intercom's are the Base64 of `tok:`, 32 hexadecimal digits in groups, and `:1:0`:
 * 60 characters. Others are let through with a remark, because the secret may belong to another service.
 */
export function remarkOnToken(value: string): TokenRemark | undefined {
  const token = value.trim();
  if (!token)
    return {
      blocks: true,
      message: l10n.t('Paste the access token. In Intercom: Developer Hub, your app, Authentication.'),
    };
  if (/^bearer\b/i.test(token)) {
    return {
      blocks: true,
      message: l10n.t('Leave out “Bearer”: the Authorization template puts it before the token.'),
    };
  }
  if (token.includes('{{')) return { blocks: true, message: l10n.t('This is a template. Paste the token itself.') };
  if (/[\s"'`]/.test(token)) return { blocks: true, message: l10n.t('A token is one line without blanks and quotes.') };
  if (!/^[\x21-\x7e]+$/.test(token))
    return { blocks: true, message: l10n.t('A token holds only plain letters, digits and signs.') };
  if (/^dG9rO[jm][A-Za-z0-9+/]{48}oxOjA=$/.test(token)) return undefined;
  const message =
    token.length === 60
      ? l10n.t('This does not begin and end as Intercom’s access tokens do.')
      : l10n.t('{0} characters; Intercom’s access tokens have 60.', token.length);
  return { blocks: false, message: l10n.t('{0} Press Enter to store it all the same.', message) };
}
