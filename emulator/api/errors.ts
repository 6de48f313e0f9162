import { defined } from '../defined.ts';
/** An error as YouTube would return it. Clients decide by `reason`. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly domain: string;
  /** Google's newer canonical code, where the real answer has one. */
  readonly canonical: string | undefined;

  constructor(status: number, reason: string, message: string, domain = 'global', canonical?: string) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.domain = domain;
    this.canonical = canonical;
  }
}

/** The body of an error, in the formats of both generations of Google's front ends. */
export function renderError({ status, reason, message, domain, canonical }: ApiError): unknown {
  return {
    error: {
      code: status,
      message,
      errors: [{ message, domain, reason }],
      ...defined({ status: canonical }),
    },
  };
}

export function badRequest(reason: string, message: string, domain = 'global'): ApiError {
  return new ApiError(400, reason, message, domain);
}

export function forbidden(reason: string, message: string, domain: string): ApiError {
  return new ApiError(403, reason, message, domain);
}

export function notFound(reason: string, message: string, domain: string): ApiError {
  return new ApiError(404, reason, message, domain);
}

export function authError(): ApiError {
  return new ApiError(401, 'authError', 'Invalid Credentials', 'global', 'UNAUTHENTICATED');
}

/** The older form: 403, HTML in the message, no `status`. */
export function quotaExceeded(): ApiError {
  const message =
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.';
  return new ApiError(403, 'quotaExceeded', message, 'youtube.quota');
}

/** The newer form of an exhausted daily quota (`per day`), or a limit per minute. */
export function tooManyRequests(per: 'day' | 'minute'): ApiError {
  const limit = per === 'day' ? 'Queries per day' : 'Queries per minute per user';
  const message = `Quota exceeded for quota metric 'Queries' and limit '${limit}' of service 'youtube.googleapis.com' for consumer 'project_number:1'.`;
  return new ApiError(429, 'rateLimitExceeded', message, 'global', 'RESOURCE_EXHAUSTED');
}
