import type { INodeProperties } from 'n8n-workflow';
import { isDotSegment } from '../pathSegment';
import { InputProblem } from './inputProblem';
import type { Fault } from './values';
import { asDecimal, asPhoneNumber, asText, asUrl, asUuid, isObject } from './values';

/** The parameters of one operation that are texts: words, ids, choices, addresses and phone numbers. See parameters.ts. */
export class TextParameters {
	/**
	 * @param properties the parameters, whose labels problems are told with
	 * @param read the value of a parameter, expressions resolved; undefined or null when it has none
	 */
	constructor(
		protected readonly properties: readonly INodeProperties[],
		private readonly read: (name: string) => unknown,
	) {}

	/** The value as it is; undefined when there is none. */
	raw(name: string): unknown {
		return this.read(name) ?? undefined;
	}

	/** Whether there is a value, be it blank: in a collection, whether the user added the field. */
	has(name: string): boolean {
		return this.raw(name) !== undefined;
	}

	/** The label of a parameter in single quotes, as messages name it. */
	label(name: string): string {
		const displayName = this.properties.find((one) => one.name === name)?.displayName;
		return `'${displayName ?? name}'`;
	}

	/**
	 * A problem with one parameter, to be thrown.
	 * @param words what follows the label: `is empty`
	 */
	problem(name: string, words: string, description?: string): InputProblem {
		return new InputProblem(`${this.label(name)} ${words}`, description);
	}

	/** Text without blanks around it. */
	text(name: string): string {
		const text = this.optionalText(name);
		if (text === undefined) throw this.problem(name, 'is empty');
		return text;
	}

	optionalText(name: string): string | undefined {
		const text = this.givenText(name);
		return text === '' ? undefined : text;
	}

	/** Text that may be blank on purpose, to empty a field; undefined only when the user did not add it. */
	givenText(name: string): string | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		return this.#checked(name, asText(value));
	}

	/** The id of a resource locator, as text: some ids are numbers that JavaScript would round. */
	id(name: string): string {
		const id = this.optionalId(name);
		if (id === undefined) throw this.problem(name, 'is empty', 'Choose one from the list');
		return id;
	}

	optionalId(name: string): string | undefined {
		const value = this.raw(name);
		const inside = isObject(value) && 'value' in value ? value.value : value;
		if (inside === undefined || inside === null) return undefined;
		if (typeof inside === 'object') throw this.problem(name, 'is not an ID');
		const id = this.#checked(name, asText(inside));
		return id === '' ? undefined : id;
	}

	/** The id of a resource locator that may hold any character, encoded as one segment of a path. */
	pathId(name: string): string {
		const id = this.id(name);
		if (isDotSegment(id)) throw this.problem(name, `cannot be '${id}'`);
		return encodeURIComponent(id);
	}

	/** The id of a resource locator that has to be a UUID, in lower case. */
	uuid(name: string): string {
		return this.#checked(name, asUuid(this.id(name)));
	}

	optionalUuid(name: string): string | undefined {
		const id = this.optionalId(name);
		return id === undefined ? undefined : this.#checked(name, asUuid(id));
	}

	/** The id of a resource locator that has to be a number, as text. */
	decimalId(name: string): string {
		return this.#checked(name, asDecimal(this.id(name)));
	}

	optionalDecimalId(name: string): string | undefined {
		const id = this.optionalId(name);
		return id === undefined ? undefined : this.#checked(name, asDecimal(id));
	}

	/** The value of a list of options; with `values`, one of them. */
	choice(name: string, values: readonly string[] = this.#values(name)): string {
		const choice = this.text(name);
		if (values.length > 0 && !values.includes(choice)) {
			throw this.problem(name, `has no choice '${choice}'`, `Use one of: ${values.join(', ')}`);
		}
		return choice;
	}

	optionalChoice(name: string): string | undefined {
		return this.optionalText(name) === undefined ? undefined : this.choice(name);
	}

	/** The values of a list of options where several can be chosen; an expression may give them with commas. */
	choices(name: string): string[] {
		const values = this.texts(name);
		const known = this.#values(name);
		for (const value of values) {
			if (known.length > 0 && !known.includes(value)) {
				throw this.problem(name, `has no choice '${value}'`, `Use some of: ${known.join(', ')}`);
			}
		}
		return values;
	}

	/** Several texts: a list, or one text with commas or line breaks between them. Blank ones are left out. */
	texts(name: string): string[] {
		const value = this.raw(name);
		if (value === undefined) return [];
		const parts: unknown[] = Array.isArray(value) ? value : this.#splitText(name);
		return parts
			.map((part) => {
				if (typeof part !== 'string' && typeof part !== 'number') {
					throw this.problem(name, 'is not a list of texts');
				}
				return this.#checked(name, asText(part));
			})
			.filter((part) => part !== '');
	}

	/** A web address. */
	url(name: string, protocols: readonly string[] = ['https', 'http']): string {
		return this.#checked(name, asUrl(this.text(name), protocols));
	}

	optionalUrl(name: string, protocols: readonly string[] = ['https', 'http']): string | undefined {
		const text = this.optionalText(name);
		return text === undefined ? undefined : this.#checked(name, asUrl(text, protocols));
	}

	/**
	 * A phone number in E.164 form, from what people write.
	 * @param defaultCountry of numbers that do not say theirs, ISO 3166 alpha-2
	 */
	phoneNumber(name: string, defaultCountry?: string): string {
		return this.#asPhoneNumber(name, this.text(name), defaultCountry);
	}

	optionalPhoneNumber(name: string, defaultCountry?: string): string | undefined {
		const text = this.optionalText(name);
		return text === undefined ? undefined : this.#asPhoneNumber(name, text, defaultCountry);
	}

	/** A phone number chosen with a resource locator, in E.164 form; without `+` it has to begin with the country code. */
	phoneNumberId(name: string, defaultCountry?: string): string {
		const id = this.id(name);
		const international = /^[1-9]\d{6,14}$/.test(id) && defaultCountry === undefined;
		return this.#asPhoneNumber(name, international ? `+${id}` : id, defaultCountry);
	}

	#splitText(name: string): string[] {
		return (this.givenText(name) ?? '').split(/[,\n]/);
	}

	#values(name: string): string[] {
		const property = this.properties.find((one) => one.name === name);
		if (property?.type !== 'options' && property?.type !== 'multiOptions') return [];
		if (property.typeOptions?.loadOptionsMethod) return [];
		return (property.options ?? []).flatMap((option) =>
			'value' in option ? [String(option.value)] : [],
		);
	}

	#checked(name: string, value: string | Fault): string {
		if (typeof value === 'string') return value;
		throw this.problem(name, value.fault, value.hint);
	}

	#asPhoneNumber(name: string, text: string, defaultCountry: string | undefined): string {
		const number = asPhoneNumber(text, defaultCountry);
		if (typeof number === 'string') return number;
		throw new InputProblem(`${this.label(name)}: ${number.fault}`);
	}
}
