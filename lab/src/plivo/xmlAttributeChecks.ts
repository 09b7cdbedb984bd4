/** Says whether an attribute has a value Plivo would take. */
export type AttributeCheck = (value: string) => boolean;

export interface ElementRule {
	attributes: Record<string, AttributeCheck>;
	/** Elements that may stand in it; undefined: any, as SSML in Speak. */
	children?: readonly string[];
	/** What its text must be; blank when absent. */
	text?: AttributeCheck;
	/** At least one child of `children` must be there. */
	needsChild?: true;
}

export const any: AttributeCheck = () => true;
export const flag: AttributeCheck = (value) => value === 'true' || value === 'false';
export const method: AttributeCheck = (value) => value === 'GET' || value === 'POST';
export const whole: AttributeCheck = (value) => /^\d+$/.test(value);
export const positive: AttributeCheck = (value) => whole(value) && Number(value) > 0;
export const oneOf =
	(...allowed: string[]): AttributeCheck =>
	(value) =>
		allowed.includes(value);
export const schemes =
	(...allowed: string[]): AttributeCheck =>
	(value) =>
		URL.canParse(value) && allowed.includes(new URL(value).protocol);
export const httpUrl = schemes('http:', 'https:');
