/** What production needs cannot be had on this machine; the message says what and why. */
export class NotOnThisMachine extends Error {
  override readonly name = 'NotOnThisMachine';
}
