/** An invalid setting; the message names it, what was expected and what was found. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
