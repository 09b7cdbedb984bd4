import { callFields } from './callbackFields';
import type { CallbackDelivery } from './callbacks';
import type { CallWorld } from './callWorld';
import type { CallEnding, DocumentKind } from './hangupCauses';
import { invalidXml, unreachable } from './hangupCauses';
import type { Endpoint } from './callFacts';
import type { LabCall } from './labCall';
import type { XmlNode } from './xmlDocument';
import { parseXmlDocument, XmlDocumentError } from './xmlDocument';
import { checkElements } from './xmlElements';

/** A document to run, or how the call ends because there is none. */
export type DocumentOutcome = { document: XmlNode } | { ending: CallEnding };

/** Asks a URL for a document: an element's action, a redirect or a transfer (plivo.md §7). */
export async function fetchDocument(
	kind: DocumentKind,
	endpoint: Endpoint,
	fields: Record<string, string>,
	call: LabCall,
	world: CallWorld,
): Promise<DocumentOutcome> {
	const delivery = await world.callbacks.send({
		purpose: kind,
		...endpoint,
		fields: { ...callFields(call, world), ...fields },
	});
	return readDocument(kind, delivery, call);
}

/** The document in an answer; recorded with the call. */
export function readDocument(
	kind: DocumentKind,
	delivery: CallbackDelivery,
	call: LabCall,
): DocumentOutcome {
	const { answer } = delivery;
	if (!answer) return { ending: unreachable(kind) };
	call.documents.push(answer.body.toString('utf8'));
	try {
		if (!/^(?:application|text)\/xml\b/i.test(answer.contentType)) {
			throw new XmlDocumentError(`The content type is ${answer.contentType || 'missing'}`);
		}
		const document = parseXmlDocument(answer.body);
		checkElements(document, (element, attribute) => {
			call.log(`Plivo knows no attribute ${attribute} of ${element}`, 'unknown-field', {
				field: `${element}.${attribute}`,
			});
		});
		return { document };
	} catch (error) {
		if (!(error instanceof XmlDocumentError)) throw error;
		call.log(`the ${kind} document was refused: ${error.message}`, 'refused');
		return { ending: invalidXml(kind) };
	}
}
