import type { FaultKind, FaultRefusal, InjectedFault } from '../faults.ts';
import { ApiError, authError, forbidden, quotaExceeded, tooManyRequests } from './errors.ts';

const PAGE_502 =
  "<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title><p><b>502.</b> That's an error.<p>The server encountered a temporary error and could not complete your request.</html>";

/** The errors of kinds of fault that reject a call. Other kinds let it happen and are applied elsewhere. */
const ANSWERS: Partial<Record<FaultKind, () => ApiError>> = {
  status500: () => new ApiError(500, 'internalError', 'Internal error encountered.', 'global', 'INTERNAL'),
  status503: () =>
    new ApiError(503, 'backendError', 'The service is currently unavailable.', 'global', 'UNAVAILABLE'),
  html502: () => new ApiError(502, 'html', PAGE_502),
  rateLimit: () => forbidden('rateLimitExceeded', 'Rate Limit Exceeded', 'usageLimits'),
  tooMany: () => tooManyRequests('minute'),
  quotaGone: quotaExceeded,
  quotaGone429: () => tooManyRequests('day'),
  uploadRateLimit: () =>
    new ApiError(
      429,
      'uploadRateLimitExceeded',
      'The channel has uploaded too many thumbnails recently. Please try the request again later.',
      'youtube.thumbnail',
    ),
  authError,
  // Never sent: the connection is closed first.
  drop: () => new ApiError(500, 'dropped', 'Dropped'),
};

/** Throws the error of the fault, if it has one. */
export function assertNoFault(fault: InjectedFault | undefined): void {
  if (fault?.refusal !== undefined) throw toApiError(fault.refusal);
  const refuse = fault === undefined ? undefined : ANSWERS[fault.kind];
  if (refuse !== undefined) throw refuse();
}

/** The reason `html` means that the body is the message alone. */
function toApiError({ status, reason, message = reason, domain, body }: FaultRefusal): ApiError {
  return body === undefined
    ? new ApiError(status, reason, message, domain)
    : new ApiError(status, 'html', body);
}
