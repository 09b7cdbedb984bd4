/** The form of a UUID, for regular expressions; in either case, as vendors write it. */
export const UUID_PATTERN =
	'[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

const WHOLE = new RegExp(`^${UUID_PATTERN}$`);

/** Whether a text is a UUID and nothing else. */
export const isUuid = (text: string): boolean => WHOLE.test(text);
