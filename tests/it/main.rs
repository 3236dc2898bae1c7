mod contrat;
mod contrat_damage;
mod contrat_fixture;
mod contrat_property;
mod contrat_refused;
mod contrat_rules;
mod contrat_vocabulaire;
