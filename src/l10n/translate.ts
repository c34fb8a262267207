/** `vscode.l10n.t`, handed to code that does not import vscode: the English sentence with `{0}` for its arguments. */
export type Translate = (message: string, ...args: (string | number)[]) => string
