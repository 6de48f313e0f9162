import { DefaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** What a handler gets for an argument that is not JSON: `messages.ts` refuses it as it refuses any text. */
const UNREADABLE = '(an argument that is not JSON)';

/**
 * Reads what it can, and never throws: an argument that somebody sends from outside, and that cannot be read, would fail every workflow
 * task from then on.
 */
class PatientPayloadConverter extends DefaultPayloadConverter {
  override fromPayload<T>(payload: Payload): T {
    try {
      return super.fromPayload<T>(payload);
    } catch {
      return UNREADABLE as T;
    }
  }
}

/** The bundler looks for this name. */
export const payloadConverter: PayloadConverter = new PatientPayloadConverter();
