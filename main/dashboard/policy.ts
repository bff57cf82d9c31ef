/** What every answer says to the browser: run and show what came from here and nothing else, and tell nobody. */

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // Text never becomes markup or code, whoever wrote it.
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** The value of `Content-Security-Policy`. `stricter` takes the place of single directives. */
export function contentPolicy(stricter: Partial<typeof directives> = {}): string {
  return Object.entries({ ...directives, ...stricter })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

export const policy: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy(),
  'X-Content-Type-Options': 'nosniff',
  // Its own address holds the token.
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
