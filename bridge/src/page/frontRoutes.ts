import type { Logger } from 'pino';
import type { Route } from '../doors/route';
import { Refusal } from '../doors/refusal';
import { BRIDGE_VERSION } from '../version';
import { ASSETS } from './assets';
import { livePage } from './content/livePage';
import { loginPage, OFF_PAGE } from './content/loginPage';
import { sendOn, sendPage } from './pageAnswer';
import type { PageSession } from './pageSession';
import { isFromPage } from './sameOrigin';

const FRONT = /^\/?$/;
/** Bytes of the form with the password; it comes from strangers. */
const LONGEST_LOGIN = 4_096;

export interface FrontOptions {
	session: PageSession;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	/** The address of the bridge as others know it. */
	publicUrl: string | undefined;
	log: Logger;
}

/**
 * - `GET /`: the page, or the form to log in.
 * - `GET /page/<file>`: styles, scripts and the icon; they hold nothing that is not public.
 * - `POST /page/login`, `POST /page/logout`.
 */
export function frontRoutes({ session, prefix, publicUrl, log }: FrontOptions): Route[] {
	const home = `${prefix}/`;
	return [
		{
			method: 'GET',
			path: FRONT,
			access: 'open',
			handle: ({ request, query }, response) => {
				if (session.endOf(request.headers.cookie) !== undefined) {
					sendPage(response, 200, 'text/html', livePage(prefix, BRIDGE_VERSION));
					return;
				}
				const problem = query.has('in') ? cookieSentence(publicUrl) : '';
				sendPage(response, 200, 'text/html', loginPage(prefix, problem));
			},
		},
		{
			method: 'GET',
			path: /^\/page\/([A-Za-z]+\.(?:js|css|svg))$/,
			access: 'open',
			handle: ({ parameters: [name = ''] }, response) => {
				const asset = ASSETS.get(name);
				if (!asset) throw new Refusal(404, 'There is nothing at this address.');
				sendPage(response, 200, asset.type, asset.text);
			},
		},
		{
			method: 'POST',
			path: /^\/page\/login$/,
			access: 'open',
			login: true,
			bodyBytes: LONGEST_LOGIN,
			handle: ({ request, body }, response) => {
				if (!isFromPage(request.headers, publicUrl)) {
					throw new Refusal(403, 'Another site may not do this.');
				}
				const password = new URLSearchParams(body.toString('utf8')).get('password') ?? '';
				if (session.isPassword(password)) {
					log.info('somebody logged in at the live page');
					sendOn(response, `${home}?in`, session.open());
					return;
				}
				log.warn('wrong password at the live page');
				const problem = 'This is not the password.';
				sendPage(response, 401, 'text/html', loginPage(prefix, problem));
			},
		},
		{
			method: 'POST',
			path: /^\/page\/logout$/,
			access: 'page',
			handle: ({ request }, response) => {
				session.logOut(request.headers.cookie);
				sendOn(response, home, session.close());
			},
		},
	];
}

/** What there is at `/` without a password. */
export function offRoutes(): Route[] {
	return [
		{
			method: 'GET',
			path: FRONT,
			access: 'open',
			handle: (_routed, response) => sendPage(response, 200, 'text/html', OFF_PAGE),
		},
	];
}

/** A browser that was just logged in has no session: it did not keep the cookie. */
function cookieSentence(publicUrl: string | undefined): string {
	const address = publicUrl?.replace(/^ws/, 'http').replace(/\/*$/, '/');
	return address?.startsWith('https:')
		? `Your browser did not keep the session. Open this page at its own address: ${address}`
		: 'Your browser did not keep the session. Allow cookies for this page.';
}
