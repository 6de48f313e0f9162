import { type gaxios, OAuth2Client } from 'google-auth-library';

export type Credentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

/**
 * OAuth2Client answers a 401 and even a 403 by sending the same call again, unseen by the purse: a write that was refused
 * for its quota would cost 50 units twice. Here one request is one call; `send` renews the token and pays again.
 */
export class SingleCallAuth extends OAuth2Client {
  protected override requestAsync<T>(options: gaxios.GaxiosOptions): Promise<gaxios.GaxiosResponse<T>> {
    return super.requestAsync<T>(options, true);
  }
}

/** The auth client whose transporter carries every call, the renewal of the token included. */
export function createAuthorization(input: {
  readonly credentials: Credentials;
  readonly tokenUrl: string | undefined;
  readonly noProxy: string[];
}): SingleCallAuth {
  const { clientId, clientSecret, refreshToken } = input.credentials;
  const auth = new SingleCallAuth({
    clientId,
    clientSecret,
    // Its own interceptors log headers when GOOGLE_SDK_NODE_LOGGING is set.
    useAuthRequestParameters: false,
    transporterOptions: { noProxy: input.noProxy },
    ...(input.tokenUrl === undefined ? {} : { endpoints: { oauth2TokenUrl: input.tokenUrl } }),
  });
  auth.setCredentials({ refresh_token: refreshToken });
  return auth;
}
