import { randomBytes } from 'node:crypto';
import { Shelf } from './shelf';

export type Fields = Readonly<Record<string, unknown>>;

/** A person, under the names of the 2.x API; 1.x calls `external_id` the `user_id`. */
export interface Contact {
  readonly id: string;
  readonly role: string;
  readonly external_id: string | null;
  readonly email: string | null;
  /** The other fields that were sent. */
  readonly fields: Fields;
  readonly custom_attributes: Fields;
  /** Intercom's ids. */
  readonly companies: readonly string[];
  readonly tags: readonly string[];
  readonly subscriptions: readonly string[];
  /** Archived: nobody finds them, but their ids are still taken. */
  readonly archived: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface Company {
  readonly id: string;
  readonly company_id: string;
  readonly fields: Fields;
  readonly custom_attributes: Fields;
  readonly tags: readonly string[];
  readonly created_at: number;
  readonly updated_at: number;
}

export interface Tag {
  readonly id: string;
  readonly name: string;
}

export interface Note {
  readonly id: string;
  readonly about: { readonly type: 'contact' | 'company' | 'user'; readonly id: string };
  readonly author: string;
  readonly body: string;
  readonly created_at: number;
}

/** An event that somebody caused. */
export interface Occurrence {
  readonly id: string;
  readonly contact: string;
  readonly event_name: string;
  readonly created_at: number;
  readonly metadata: Fields;
}

export interface Attribute {
  readonly id: string;
  readonly model: string;
  readonly name: string;
  readonly fields: Fields;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A conversation, a ticket, an object of a custom type: kept as it is shown. */
export interface Item {
  readonly id: string;
  readonly fields: Fields;
}

/** What the sandbox remembers, in memory and within bounds, until it is closed. */
export class Workspace {
  readonly contacts = new Shelf<Contact>();
  /** Who was merged into whom: Intercom's ids. */
  readonly merged = new Shelf<string>();
  /** Those who are not contacts yet. */
  readonly visitors = new Shelf<Contact>();
  readonly companies = new Shelf<Company>();
  readonly tags = new Shelf<Tag>();
  readonly notes = new Shelf<Note>();
  /** By person, name and second: what makes an event the same event. */
  readonly events = new Shelf<Occurrence>();
  readonly attributes = new Shelf<Attribute>();
  readonly conversations = new Shelf<Item>();
  readonly tickets = new Shelf<Item>();
  /** By type and external id. */
  readonly customObjects = new Shelf<Item>();
  private lastNumber = 0;

  /** An id of the form Intercom gives to contacts and companies: 24 hexadecimal digits. */
  newId(): string {
    return randomBytes(12).toString('hex');
  }

  /** An id of the form Intercom gives to tags and notes: a number, as text. */
  newNumber(): string {
    return String(++this.lastNumber);
  }

  /** Addresses are compared without regard to case. Those in the archive are found too. */
  contactByEmail(email: unknown, role?: string): Contact | undefined {
    const wanted = String(email).toLowerCase();
    return this.contacts.find(
      contact => contact.email?.toLowerCase() === wanted && (role === undefined || contact.role === role),
    );
  }

  contactByExternalId(externalId: unknown): Contact | undefined {
    return this.contacts.find(contact => contact.external_id === externalId);
  }

  companyByCompanyId(companyId: unknown): Company | undefined {
    return this.companies.find(company => company.company_id === companyId);
  }

  tagByName(name: string): Tag | undefined {
    return this.tags.find(tag => tag.name.toLowerCase() === name.toLowerCase());
  }
}

/** Custom attributes after an update: null takes one away. */
export function mergeAttributes(old: Fields, update: unknown): Fields {
  const merged = { ...old, ...(update as Fields | null | undefined) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
