import { createPrivateKey, type KeyObject } from 'node:crypto';
import { hideSecret } from '../../domain/shared/redact.ts';

/** How we log in to GitHub: as a person or a machine user by a token, or as an app. */
export type GitHubCredentials =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'app';
      /** The app's number, or its client id. */
      readonly id: string;
      readonly privateKey: KeyObject;
      /** Absent: GitHub is asked which one the repository has. */
      readonly installation?: number;
    };

/** No message of this process shows the token from now on. */
export function useToken(token: string): GitHubCredentials {
  hideSecret(token);
  return { kind: 'token', token };
}

/** @throws Error when the text is not a private key in the PEM format; it holds nothing of the text */
export function parsePrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // What node says may quote the text.
  }
  throw new Error('it is not an RSA private key in the PEM format');
}
