/** Calls to Slack's Web API that end in an answer or in a refusal, never in an exception. */
import type { FetchFunction, WebAPICallResult, WebClient } from '@slack/web-api';
import { httpRefusal, platformRefusal, type Refusal, rateLimitRefusal } from './slack-errors.ts';
import { networkRefusal } from './slack-network.ts';

export type SlackClientOptions = {
  readonly token: string;
  /** Slack's address, with or without a slash at its end; for tests and proxies. */
  readonly apiUrl: string | undefined;
  readonly fetch: FetchFunction | undefined;
  /** For the method of that name, asked before each request. */
  readonly timeoutMs: (method: string) => number;
  /** An answer said what the token may do. */
  readonly onScopes?: (scopes: readonly string[]) => void;
};

export type Answer<T> = { readonly ok: true; readonly result: T } | { readonly ok: false; readonly refusal: Refusal };

export type SlackClient = {
  /** `channel` is named in the refusal, should there be one. */
  call<T extends WebAPICallResult>(channel: string, request: (client: WebClient) => Promise<T>): Promise<Answer<T>>;
  /** Aborts what is under way and refuses whatever is called later. */
  close(): void;
};

export type SlackCall = SlackClient['call'];

const defaultApiUrl = 'https://slack.com/api/';

export function createSlackClient(options: SlackClientOptions): SlackClient {
  const apiUrl = options.apiUrl ?? defaultApiUrl;
  const host = URL.parse(apiUrl)?.host ?? apiUrl;
  const closing = new AbortController();
  const send: FetchFunction = options.fetch ?? fetch;
  let loaded: Promise<WebClient> | undefined;

  const abortable: FetchFunction = (url, init = {}) => {
    const method = String(url).replace(/^.*\//, '');
    const ends = [closing.signal, AbortSignal.timeout(options.timeoutMs(method))];
    return send(url, { ...init, signal: AbortSignal.any(init.signal ? [init.signal, ...ends] : ends) });
  };

  /** Imported at first use: the library costs 10 MB and 40 ms, which a monitor without Slack need not pay. */
  async function load(): Promise<WebClient> {
    const { WebClient } = await import('@slack/web-api');
    return new WebClient(options.token, {
      slackApiUrl: apiUrl,
      fetch: abortable,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      logger: silent,
    });
  }

  function noteScopes(answer: unknown): void {
    const { scopes } = isRecord(answer) && isRecord(answer.response_metadata) ? answer.response_metadata : {};
    if (Array.isArray(scopes)) options.onScopes?.(scopes.map(String));
  }

  return {
    async call(channel, request) {
      loaded ??= load();
      try {
        const result = await request(await loaded);
        noteScopes(result);
        return { ok: true, result };
      } catch (error) {
        noteScopes(isRecord(error) ? error.data : undefined);
        return { ok: false, refusal: refusalOf(error, channel, host) };
      }
    },
    close: () => closing.abort(),
  };
}

/** Tells the library's errors apart by their codes, because its classes are not loaded before they are thrown. */
function refusalOf(error: unknown, channel: string, host: string): Refusal {
  const fields: Readonly<Record<string, unknown>> = error instanceof Error ? { ...error } : {};
  switch (fields.code) {
    case 'slack_webapi_platform_error': {
      const data = isRecord(fields.data) ? fields.data : {};
      const needed = typeof data.needed === 'string' ? data.needed : undefined;
      const refusal = platformRefusal(typeof data.error === 'string' ? data.error : '', { channel, needed });
      const metadata = isRecord(data.response_metadata) ? data.response_metadata : {};
      return typeof metadata.retryAfter === 'number' ? { ...refusal, ...waiting(metadata.retryAfter) } : refusal;
    }
    case 'slack_webapi_rate_limited_error':
      return rateLimitRefusal(waiting(fields.retryAfter).retryAfterMs);
    case 'slack_webapi_http_error':
      return httpRefusal(typeof fields.statusCode === 'number' ? fields.statusCode : 0);
    case 'slack_webapi_request_error':
      return networkRefusal(fields.original, host);
    default:
      // The library's only word for a 429 whose Retry-After cannot be read.
      if (error instanceof Error && error.message.startsWith('Retry header'))
        return rateLimitRefusal(waiting(1).retryAfterMs);
      return networkRefusal(error, host);
  }
}

function waiting(seconds: unknown): { readonly retryAfterMs: number } {
  return { retryAfterMs: Math.max(1, typeof seconds === 'number' ? seconds : 1) * 1_000 };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What the library would log is told by the refusals. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};
