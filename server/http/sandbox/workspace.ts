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
  readonly created_at: number;
  readonly updated_at: number;
}

export interface Company {
  readonly id: string;
  readonly company_id: string;
  readonly fields: Fields;
  readonly custom_attributes: Fields;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface Tag {
  readonly id: string;
  readonly name: string;
}

export interface Note {
  readonly id: string;
  readonly contact: string;
  readonly body: string;
}

/** What the sandbox remembers, in memory and within bounds, until it is closed. */
export class Workspace {
  readonly contacts = new Shelf<Contact>();
  readonly companies = new Shelf<Company>();
  readonly tags = new Shelf<Tag>();
  readonly notes = new Shelf<Note>();
  /** By person, name and second: what makes an event the same event. */
  readonly events = new Shelf<true>();
  private lastNumber = 0;

  /** An id of the form Intercom gives to contacts and companies: 24 hexadecimal digits. */
  newId(): string {
    return randomBytes(12).toString('hex');
  }

  /** An id of the form Intercom gives to tags and notes: a number, as text. */
  newNumber(): string {
    return String(++this.lastNumber);
  }

  /** Addresses are compared without regard to case. */
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
}

/** Custom attributes after an update: null takes one away. */
export function mergeAttributes(old: Fields, update: unknown): Fields {
  const merged = { ...old, ...(update as Fields | null | undefined) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
