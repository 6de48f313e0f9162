import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { printableMessage } from '../../domain/shared/media/printable.ts';
import { hideSecret, redact } from '../../domain/shared/redact.ts';
import type { MailContent } from './mail.ts';
import type { SendResult } from './notification.ts';
import { decode, NotifyFault } from './variables.ts';

type MailRequest = {
  readonly server: URL;
  readonly to: string;
  readonly from: string;
  readonly id: string;
  /** ms since 1970 */
  readonly at: number;
  readonly content: MailContent;
  readonly timeoutMs: number;
};

const SMTPS_PORT = 465;
const SUBMISSION_PORT = 587;
const MAX_ANSWER_SHOWN = 150;

/** Sends one mail to one address. Its Message-ID is the same each time it is sent. */
export async function sendMail({ server, timeoutMs, ...mail }: MailRequest): Promise<SendResult> {
  const transport = createTransport({
    ...readServer(server),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: 'Showrunner', address: mail.from },
      to: { name: '', address: mail.to },
      messageId: `<${mail.id}@${mail.from.split('@').at(-1)}>`,
      date: new Date(mail.at),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Showrunner-ID': mail.id },
      ...mail.content,
    });
    return { delivered: true };
  } catch (error) {
    return describeError(error);
  } finally {
    transport.close();
  }
}

/** A password is sent over TLS only, except to this machine. */
function readServer({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw new NotifyFault('the address of the mail server names no host');
  const pass = decode(password);
  hideSecret(pass);
  return {
    host,
    port: port === '' ? (secure ? SMTPS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    requireTLS: !secure && username !== '' && !isThisMachine(host),
    ...(username === '' ? {} : { auth: { user: decode(username), pass } }),
  };
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Codes of nodemailer of what happened before the mail was given away. */
const NOT_SENT = ['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE', 'ENOAUTH', 'ECONNREFUSED', 'EREQUIRETLS'];

function describeError(error: unknown): SendResult {
  const {
    code = 'unknown',
    responseCode,
    response,
  } = (error ?? {}) as {
    readonly code?: string;
    readonly responseCode?: number;
    readonly response?: string;
  };
  const said = printableMessage(redact(response ?? ''))
    .replaceAll('`', "'")
    .slice(0, MAX_ANSWER_SHOWN);
  const isRefused = responseCode !== undefined;
  const isConnecting = (error as { readonly command?: string } | undefined)?.command === 'CONN';
  return {
    delivered: false,
    why: isRefused
      ? `the mail server answered ${said === '' ? responseCode : said}`
      : `the mail server cannot be reached (${code.replace(/\W/g, '')})`,
    unknownOutcome: !isRefused && !isConnecting && !NOT_SENT.includes(code),
    final: code === 'EAUTH' || code === 'ENOAUTH' || (isRefused && responseCode >= 500),
  };
}
