import { ApiRefusal } from './answers';
import type { RestContext } from './context';

/**
 * What an `app_id` is: an application, or a trunk. An outbound trunk is accepted too, though it never
 * answers (plivo.md §2.4, §3.2).
 *
 * @throws ApiRefusal 400 for anything else
 */
export function attachmentOf(sent: unknown, { account }: RestContext): string {
	const id = String(sent);
	if (!account.applications.has(id) && !account.zentrunk.trunks.has(id)) {
		throw new ApiRefusal(400, 'app_id is invalid');
	}
	return id;
}

/** Where a number goes that was bought or registered without an `app_id` (plivo.md §4). */
export function defaultAttachment({ account }: RestContext): string | null {
	const found = [...account.applications.values()].find((one) => one.default_number_app);
	return found?.app_id ?? null;
}
