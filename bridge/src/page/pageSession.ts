import { randomBytes } from 'node:crypto';
import { equalInConstantTime } from '../../../nodes/shared/constantTime';
import { signText } from '../../../nodes/shared/derivedKey';

const PURPOSE = 'plivo-ultravox/page-session';
const COOKIE = 'bridge_page';
const SESSION_SECONDS = 12 * 60 * 60;

export interface PageSessionOptions {
	sharedSecret: string;
	/** Password of the page. */
	password: string;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	/** The page is reached over TLS, and its cookie goes over nothing else. */
	secure: boolean;
}

/**
 * Sessions of the live page. A session is a signed cookie, `<unix seconds of its end>.<random>.<hex HMAC-SHA256>`, and nothing is
 * kept: it is good for every process of the bridge, after a restart too. The key comes from the shared secret and
 * the password together, so another password ends all sessions.
 */
export class PageSession {
	private readonly key: string;

	constructor(private readonly options: PageSessionOptions) {
		this.key = JSON.stringify([options.sharedSecret, options.password]);
	}

	/** Whether this is the password. Constant time. */
	isPassword(attempt: string): boolean {
		return equalInConstantTime(attempt, this.options.password);
	}

	/** `Set-Cookie` of a new session of 12 hours. */
	open(now: Date = new Date()): string {
		const end = Math.floor(now.getTime() / 1000) + SESSION_SECONDS;
		const text = `${end}.${randomBytes(16).toString('hex')}`;
		return this.cookie(`${text}.${signText(text, this.key, PURPOSE)}`, SESSION_SECONDS);
	}

	/** `Set-Cookie` that makes a browser forget its session. */
	close(): string {
		return this.cookie('', 0);
	}

	/**
	 * When the session in a `Cookie` header ends, in milliseconds since the epoch; undefined when there is none that is genuine and
	 * not over. Constant time; never throws.
	 */
	endOf(cookies: string | undefined, now: Date = new Date()): number | undefined {
		for (const [, value = ''] of (cookies ?? '').matchAll(/(?:^|; *)bridge_page=([^;]*)/g)) {
			const [, text = '', end = '', signature = ''] =
				/^((\d{1,12})\.[0-9a-f]{32})\.([0-9a-f]{64})$/.exec(value.trim()) ?? [];
			if (text === '' || !equalInConstantTime(signature, signText(text, this.key, PURPOSE)))
				continue;
			const endsAt = Number(end) * 1000;
			if (endsAt > now.getTime()) return endsAt;
		}
		return undefined;
	}

	private cookie(value: string, seconds: number): string {
		const { prefix, secure } = this.options;
		const path = prefix === '' ? '/' : prefix;
		const flags = `HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
		return `${COOKIE}=${value}; Path=${path}; Max-Age=${seconds}; ${flags}`;
	}
}
