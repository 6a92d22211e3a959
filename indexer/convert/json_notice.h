/*
 * json_notice.h - an object of JSON to the values of a notice, each under its key.
 *
 * What is within an object or an array is brought to values that can be searched:
 *
 *   {"lieu": {"nom": "Lyon"}}                   lieu.nom = Lyon
 *   {"sujets": ["usine", "grève"]}              two values
 *   {"auteurs": [{"nom": "Brun", "id": 3}]}     auteurs = Brun, auteurs.id = 3
 *   {"auteur": {"prenom": "Anne", "nom": "Brun"}}   auteur = Anne Brun
 *   {"titre": {"fr": "Été", "en": "Summer"}}    titre = Été, titre.en = Summer
 *   {"dcterms:title": [{"@value": "Été", ...}]} dcterms:title = Été
 *   {"issued": {"date-parts": [[1998, 3]]}}     issued = 1998-03
 *   {"textes": [{"name": "Titre", "text": "Été"}]}  Titre = Été
 *
 * null and empty strings are no values. What servers put around a record ("_source" of Elasticsearch,
 * "properties" of GeoJSON, "fields", "attributes") is left away; so is a geometry, but for a point.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_NOTICE_H
#define COOP_INDEXER_CONVERT_JSON_NOTICE_H

#include <jansson.h>
#include <stdbool.h>

#include "indexer/decode/frame.h"
#include "shared/index/record.h"

enum {
	JSON_VALUES_MAX = 10000, /* of a notice */
	JSON_NESTED_MAX = 24     /* objects in one another that are taken apart */
};

/*
 * Adds the values of an object to a record, all of COOP_F_OTHER. CONVERSION_TOO_LARGE or
 * CONVERSION_TOO_DEEP when it is too much for a notice; a failed allocation stays with the record.
 */
enum conversion_failure json_notice(const json_t *object, struct coop_record *out);

/*
 * Whether a key of a record names what a notice has, such as a title: a file that is one object may be the
 * settings of a program. False when memory runs out.
 */
bool json_notice_is_one(const struct coop_record *record);

#endif
