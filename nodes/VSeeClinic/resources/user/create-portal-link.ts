import { line } from '../../descriptor/fields';
import { operation } from '../../descriptor/operation';
import { InputError } from '../../errors/input-error';
import { encodeQuery } from '../../request/body';
import { get, path } from '../../request/call';
import { endpoint } from '../../request/endpoint';

/** The address of a portal. @throws InputError */
function portalBase(portal: string): string {
	try {
		return endpoint(portal);
	} catch {
		return '';
	}
}

/** A link that signs a person into the portal (docs/api.md#portal-links). Sends no request. */
export const createPortalLink = operation({
	value: 'createPortalLink',
	name: 'Create Portal Link',
	action: 'Create a portal link that signs a person in',
	description:
		'Create a link that signs a person in and opens the waiting room or a visit. Get the token from User: Create Login Token first. Sends no request. Whoever has the link is signed in as that person: send it to nobody else.',
	effect: 'read',
	sendsNothing: true,
	fields: {
		portal_url: line(
			'Portal URL',
			'Web address of your clinic’s patient portal, from VSee. This is not the API endpoint.',
			{ placeholder: 'e.g. https://exampleclinic.example.com' },
		),
		token: line('Token', 'The login token of the person: token.token from User: Create Login Token', {
			typeOptions: { password: true },
		}),
		next: line(
			'Page to Open',
			'Path of the portal: /u/ and the room’s slug for the waiting room, /visits/start/ and the visit ID for a visit',
			{ placeholder: 'e.g. /u/example-room' },
		),
	},
	check({ portal_url, token, next }) {
		if (portalBase(portal_url) === '')
			throw new InputError('Portal URL', 'is not a plain web address that begins with https://');
		if (/[\p{Cc}\p{Cs}]/u.test(token)) throw new InputError('Token', 'contains characters that cannot be sent');
		// Anything else would take the signed-in person to another site.
		if (!/^\/(?![/\\])[^\\\p{Cc}\p{Cs}]*$/u.test(next) || /^[^?#]+\/(?:[/?#]|$)/.test(next))
			throw new InputError(
				'Page to Open',
				'is not a path of the portal, beginning with one slash, or a part of it is empty',
			);
	},
	run({ portal_url, token, next }, _context, withCustomParameters) {
		const { query } = withCustomParameters(get(path`/auth`, { sso_token: token, next }));
		return Promise.resolve([{ json: { url: `${portalBase(portal_url)}/auth${encodeQuery(query)}` } }]);
	},
});
