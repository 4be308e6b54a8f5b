/* The inner loops of tools/train_analyser.py: averaged perceptrons for tags, actions and labels.
 *
 * The lists of features (TAG_FEATURES, STATE_FEATURES, ARC_FEATURES) are put in from the Python sources of the analyser,
 * so that training and reading see the same. Integers only: the same text gives the same weights on every machine. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;
#define MAXF 128
#define MAXN 700
/* The margin by which the right action or label must win: one that wins by less is trained again. */
#define ACTION_MARGIN 60
#define LABEL_MARGIN 30

/* As in newsevents.reading.builtin.model, except that a table uses as many bits of a feature as it has. */
static u32 mix(u64 slot, i64 number) {
    u64 x = ((u64)number + (slot << 32) + 1) * 0x9E3779B97F4A7C15ULL;
    x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9ULL;
    return (u32)(x ^ x >> 32);
}

/* Weights of features, which are numbers with some bits: those that were changed have a slot. */
typedef struct {
    int32_t *slot; u32 *keys, mask; i64 n, room; int classes;
    int32_t *now; i64 *past; int32_t *hits; i64 time; int closed;
} Table;

Table *table_new(int classes, int bits) {
    Table *t = calloc(1, sizeof *t);
    t->classes = classes; t->room = 1 << 12;
    i64 size = (i64)4 << bits; t->mask = ((u64)1 << bits) - 1; t->slot = malloc(size); memset(t->slot, -1, size); t->keys = malloc(t->room * 4);
    t->now = calloc(t->room * classes, 4); t->past = calloc(t->room * classes, 8); t->hits = calloc(t->room, 4);
    return t;
}
void table_free(Table *t) { free(t->keys); free(t->slot); free(t->now); free(t->past); free(t->hits); free(t); }
i64 table_size(Table *t) { return t->n; }

static i64 need(Table *t, u32 key) {
    key &= t->mask;
    if (t->slot[key] >= 0) return t->slot[key];
    if (t->n == t->room) {
        i64 c = t->classes; t->room *= 2; t->keys = realloc(t->keys, t->room * 4);
        t->now = realloc(t->now, t->room * c * 4); t->past = realloc(t->past, t->room * c * 8); t->hits = realloc(t->hits, t->room * 4);
        memset(t->now + t->n * c, 0, (t->room - t->n) * c * 4); memset(t->past + t->n * c, 0, (t->room - t->n) * c * 8);
        memset(t->hits + t->n, 0, (t->room - t->n) * 4);
    }
    t->keys[t->n] = key; return t->slot[key] = t->n++;
}
static void score(Table *t, const u32 *f, int n, i64 *out) {
    u32 mask = t->mask; i64 slots[MAXF]; int m = 0;
    memset(out, 0, t->classes * 8);
    for (int i = 0; i < n; i++) __builtin_prefetch(t->slot + (f[i] & mask));
    for (int i = 0; i < n; i++) { i64 s = t->slot[f[i] & mask]; if (s >= 0) { slots[m++] = s; __builtin_prefetch(t->now + s * t->classes); } }
    for (int i = 0; i < m; i++) { int32_t *w = t->now + slots[i] * t->classes; for (int c = 0; c < t->classes; c++) out[c] += w[c]; }
}
static void update(Table *t, const u32 *f, int n, int right, int wrong) {
    for (int i = 0; i < n; i++) { i64 s = t->closed ? t->slot[f[i] & t->mask] : need(t, f[i]); if (s < 0) continue; i64 c = s * t->classes;
        t->now[c + right]++; t->now[c + wrong]--; t->past[c + right] += t->time; t->past[c + wrong] -= t->time; t->hits[s]++; }
}
static int best_of(const i64 *s, int n) { int b = 0; for (int i = 1; i < n; i++) if (s[i] > s[b]) b = i; return b; }

/* Mean weights times the scale, rounded, kept if a feature was changed often enough: rows (key, class, weight). */
i64 table_rows(Table *t, int scale, int least, u32 *keys, int32_t *classes, int32_t *values, i64 most) {
    i64 n = 0;
    for (i64 s = 0; s < t->n; s++) { if (t->hits[s] < least) continue;
        for (int c = 0; c < t->classes; c++) { i64 w = t->now[s * t->classes + c], p = t->past[s * t->classes + c];
            i64 m = (w * t->time - p) * scale, a = m < 0 ? -m : m, v = (2 * a + t->time) / (2 * t->time); if (m < 0) v = -v;
            if (v > 127) v = 127; if (v < -127) v = -127;
            if (v) { if (n < most) { keys[n] = t->keys[s]; classes[n] = c; values[n] = v; } n++; } } }
    return n;
}
typedef struct { i64 weight; u32 key; } Ranked;
static int by_weight(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return x->key < y->key ? -1 : x->key > y->key;
}
/* The features with the greatest mean weights among those that were changed often enough. */
i64 table_best(Table *t, int least, i64 most, u32 *keys) {
    Ranked *all = malloc(t->n * sizeof *all); i64 n = 0;
    for (i64 s = 0; s < t->n; s++) { i64 top = 0; if (t->hits[s] < least) continue;
        for (int c = 0; c < t->classes; c++) { i64 m = t->now[s * t->classes + c] * t->time - t->past[s * t->classes + c]; if (m < 0) m = -m; if (m > top) top = m; }
        all[n].weight = top; all[n++].key = t->keys[s]; }
    qsort(all, n, sizeof *all, by_weight); if (n > most) n = most;
    for (i64 i = 0; i < n; i++) keys[i] = all[i].key;
    free(all); return n;
}
/* From here on, only these features are trained. */
void table_close(Table *t, const u32 *keys, i64 n) { for (i64 i = 0; i < n; i++) need(t, keys[i]); t->closed = 1; }
/* Load fixed weights, to score with them. */
void table_load(Table *t, const u32 *keys, const int32_t *classes, const int32_t *values, i64 n) {
    for (i64 i = 0; i < n; i++) { i64 s = need(t, keys[i]); t->now[s * t->classes + classes[i]] = values[i]; }
}

/* ---- tags: six numbers per token: word, long, short, form, set, sure */
static int tag_features(const int32_t *e, int size, int i0, i64 before, i64 two_before, u32 *f) {
    static u32 P[12][MAXN + 8]; static const int32_t *last = 0; static int last_size = -1;
    static const int slots[12][2] = TAG_SLOTS; static const int outside[] = TAG_OUTSIDE;
    if (last != e || last_size != size) {
        for (int j = 0; j < 12; j++) for (int i = -4; i < size + 4; i++)
            P[j][i + 4] = mix(slots[j][0], i < 0 || i >= size ? outside[slots[j][1]] : e[6 * i + slots[j][1]]);
        last = e; last_size = size;
    }
    i64 at = i0; const u32 *w2 = P[1] + 4, *l2 = P[3] + 4, *short_ = P[4] + 4, *f2 = P[6] + 4, *f3 = P[7] + 4, *s2 = P[9] + 4, *s3 = P[10] + 4, *s4 = P[11] + 4;
    u32 w = P[0][at + 4], long_ = P[2][at + 4], form = P[5][at + 4], s = P[8][at + 4];
    u32 wa = w2[at + 1], wb = w2[at - 1], sa = s2[at + 1], t = mix(42, before), tt = mix(43, two_before), start = mix(44, at == 0);
    u32 list[] = { TAG_FEATURES };
    int n = sizeof list / sizeof *list; memcpy(f, list, sizeof list); return n;
}
/* One round over the sentences in an order; trains, unless `out` is given, to which the tags are written. */
i64 tag_round(Table *t, const int32_t *entries, const int32_t *gold, const i64 *starts, const i64 *order, i64 n, int32_t *out) {
    u32 f[MAXF]; i64 s[64]; i64 right = 0;
    for (i64 k = 0; k < n; k++) {
        i64 a = starts[order[k]], size = starts[order[k] + 1] - a; i64 before = 62, two = 62; const int32_t *e = entries + 6 * a;
        for (int i = 0; i < size; i++) {
            int tag = e[6 * i + 5];
            if (tag < 0 || (i == 0 && e[6 * i + 3] > 3)) {
                int m = tag_features(e, size, i, before, two, f); score(t, f, m, s); tag = best_of(s, t->classes);
                if (!out) { t->time++; if (tag != gold[a + i]) update(t, f, m, gold[a + i], tag); }
            }
            right += tag == gold[a + i]; if (out) out[a + i] = tag; two = before; before = tag;
        }
    }
    return right;
}

/* ---- trees */
typedef struct {
    u32 columns[9][MAXN + 4], verbs_[MAXN + 4], *k1, *k2, *k3, *k4, *w1, *w2, *t1, *t2, *t3, *verbs;
    int32_t quoted_[MAXN + 4], labels_[MAXN + 4], masks_[MAXN + 4], nouns_[MAXN + 4], left_[MAXN + 4], right_[MAXN + 4], commas[MAXN + 4];
    int32_t *quoted, *labels, *masks, *left, *right, *nouns;
    i64 stack[MAXN + 8]; int depth; i64 next, size;
} State;

/* The tables of parts, as in newsevents.reading.builtin.state. */
#define MASKS (1 << 14)
static u32 _HEAD_MASKS[MASKS], _MASKS[MASKS], _NEXT_MASKS[MASKS], _LABELS[64], _QUOTES[64], _GAPS[21], _FAR[9], _SIDES[2], _COMMAS[4];
static void parts(void) {
    if (_HEAD_MASKS[0] | _HEAD_MASKS[1]) return;
    for (int i = 0; i < MASKS; i++) { _HEAD_MASKS[i] = mix(10, i); _MASKS[i] = mix(11, i); _NEXT_MASKS[i] = mix(12, i); }
    for (int i = 0; i < 64; i++) { _LABELS[i] = mix(13, i); _QUOTES[i] = mix(15, i); }
    for (int i = 0; i < 21; i++) _GAPS[i] = mix(16, i < 4 ? i : i < 6 ? 4 : i < 10 ? 5 : i < 20 ? 6 : 7);
    for (int i = 0; i < 9; i++) _FAR[i] = mix(17, i < 4 ? i : i < 8 ? 4 : 5);
    for (int i = 0; i < 2; i++) _SIDES[i] = mix(18, i);
    for (int i = 0; i < 4; i++) _COMMAS[i] = mix(19, i);
}

static void begin(State *S, i64 size, const int32_t *kinds, const int32_t *words, const int32_t *tags, const int32_t *quotes, const int32_t *verbal) {
    u32 **p[] = { &S->k1, &S->k2, &S->k3, &S->k4, &S->w1, &S->w2, &S->t1, &S->t2, &S->t3 };
    parts();
    for (int j = 0; j < 9; j++) { u32 *a = S->columns[j] + 1; *p[j] = a; const int32_t *v = j < 4 ? kinds : j < 6 ? words : tags;
        int end = j < 4 ? 4090 : j < 6 ? 16382 : 62;
        for (i64 i = 0; i < size; i++) a[i] = mix(j + 1, v[i]);
        a[size] = mix(j + 1, end); a[size + 1] = a[-1] = mix(j + 1, end + 1); }
    S->quoted = S->quoted_ + 1; S->nouns = S->nouns_ + 1; S->verbs = S->verbs_ + 1; S->labels = S->labels_ + 1; S->masks = S->masks_ + 1; S->left = S->left_ + 1; S->right = S->right_ + 1;
    for (i64 i = -1; i < size + 2; i++) { S->quoted[i] = i >= 0 && i < size ? quotes[i] : 0; S->verbs[i] = 0; S->labels[i] = 0; S->masks[i] = 0; S->left[i] = S->right[i] = S->nouns[i] = -1; }
    S->commas[0] = 0; for (i64 i = 0; i < size; i++) S->commas[i + 1] = S->commas[i] + (verbal[i] == 3);
    i64 count = 0, near = 4091, noun = -1;
    for (i64 at = size - 1; at >= 0; at--) { S->nouns[at] = noun; if (verbal[at] == 2 && (at + 1 == size || verbal[at + 1] != 2)) noun = at;
        S->verbs[at] = mix(14, near << 2 | count); if (verbal[at] == 1) { if (count < 3) count++; near = kinds[at]; } }
    S->stack[0] = S->stack[1] = S->stack[2] = -1; S->depth = 3; S->next = 0; S->size = size;
}
static int state_features(State *S, u32 *f) {
    i64 *stack = S->stack, d = S->depth; i64 s0 = stack[d - 1], s1 = stack[d - 2], s2 = stack[d - 3], b0 = S->next, size = S->size;
    i64 b1 = b0 < size ? b0 + 1 : -1, b2 = b0 + 1 < size ? b0 + 2 : -1, b3 = b0 + 2 < size ? b0 + 3 : -1;
    u32 *k1 = S->k1, *k2 = S->k2, *k3 = S->k3, *k4 = S->k4, *w1 = S->w1, *w2 = S->w2, *t1 = S->t1, *t2 = S->t2, *t3 = S->t3; int32_t *left = S->left, *right = S->right;
    u32 s0k1 = k1[s0], s0k2 = k2[s0], s1k2 = k2[s1], b0k1 = k1[b0], b0k3 = k3[b0], s1k1 = k1[s1], b0k2 = k2[b0];
    u32 s0w = w1[s0], s1w = w1[s1], b0w1 = w1[b0], b0w = w2[b0];
    i64 noun = S->nouns[b0], s3 = d > 6 ? stack[d - 4] : -1; i64 s0l = left[s0], s0r = right[s0], s1r = right[s1], b0l = left[b0];
    u32 gap = _GAPS[b0 - s0 < 20 ? b0 - s0 : 20], wide = _GAPS[s0 - s1 < 20 ? s0 - s1 : 20];
    u32 s0m = _HEAD_MASKS[S->masks[s0]], s1m = _MASKS[S->masks[s1]], b0m = _NEXT_MASKS[S->masks[b0]], s2m = _MASKS[S->masks[s2]];
    u32 s0rl = _LABELS[S->labels[s0r]], s1rl = _LABELS[S->labels[s1r]], verbs = S->verbs[b0];
    i64 before = b0 - 1; u32 quotes = _QUOTES[S->quoted[s0] << 4 | S->quoted[b0] << 2 | S->quoted[s1]];
    i64 near_ = S->commas[b0] - S->commas[s0], wide_ = s1 >= 0 ? S->commas[s0] - S->commas[s1] : 3;
    u32 near = _COMMAS[near_ < 3 ? near_ : 3], far = _COMMAS[wide_ < 3 ? wide_ : 3];
    u32 s0kb0k = s0k1 ^ b0k2, s1k1s0k2 = s1k1 ^ s0k2;
    u32 list[] = { STATE_FEATURES };
    int n = sizeof list / sizeof *list; memcpy(f, list, sizeof list); return n;
}
static int arc_features(State *S, i64 head, i64 word, u32 *f) {
    u32 *k1 = S->k1, *k2 = S->k2, *k3 = S->k3, *w1 = S->w1, *w2 = S->w2, *t1 = S->t1, *t2 = S->t2, side = _SIDES[word < head];
    u32 hk = k1[head] ^ side, dk2 = k2[word], dk1 = k1[word] ^ side, hw = w1[head] ^ side, dw = w1[word] ^ side, ht = t1[head] ^ t2[word] ^ side;
    u32 hm = _HEAD_MASKS[S->masks[head]], dm = _MASKS[S->masks[word]];
    i64 far_ = head > word ? head - word : word - head; u32 far = _FAR[far_ < 8 ? far_ : 8];
    i64 first = S->left[word], last = S->right[word], before = word - 1, after = word + 1;
    u32 quotes = _QUOTES[S->quoted[head] << 2 | S->quoted[word]], both = hk ^ dk2, behind = _LABELS[S->labels[S->right[head]]];
    u32 list[] = { ARC_FEATURES };
    int n = sizeof list / sizeof *list; memcpy(f, list, sizeof list); return n;
}
static u64 chance(u64 *x) { *x ^= *x << 13; *x ^= *x >> 7; *x ^= *x << 17; return *x; }

/* One round over the sentences in an order: a dynamic oracle (Goldberg & Nivre 2013), which follows the parser's own
 * actions nine times in ten after the first round. Counts: right heads, right labels, arcs. */
void tree_round(Table *act, Table *arc, const int32_t *kinds, const int32_t *words, const int32_t *tags, const int32_t *quotes,
                const int32_t *verbal, const int32_t *heads, const int32_t *labels, const int32_t *masks, const i64 *starts,
                const i64 *order, i64 n, int turn, i64 *counts) {
    static State st; State *S = &st; u32 f[MAXF]; i64 s[64]; u64 seed = 88172645463325252ULL + 7919 * (u64)turn;
    static int32_t first_child[MAXN + 2], next_child[MAXN + 2]; static char on[MAXN + 2];
    for (i64 k = 0; k < n; k++) {
        i64 a = starts[order[k]], size = starts[order[k] + 1] - a; const int32_t *gold = heads + a;
        begin(S, size, kinds + a, words + a, tags + a, quotes + a, verbal + a);
        for (i64 i = 0; i <= size; i++) { first_child[i] = -1; on[i] = 0; }
        for (i64 i = size - 1; i >= 0; i--) if (gold[i] >= 0) { next_child[i] = first_child[gold[i]]; first_child[gold[i]] = i; }
        for (;;) {
            i64 at = S->next; int depth = S->depth, action;
            if (depth < 4) { if (at >= size) break; on[at] = 1; S->stack[S->depth++] = at; S->next++; continue; }
            i64 s0 = S->stack[depth - 1], s1 = S->stack[depth - 2];
            if (at == size) { if (depth == 4) break; action = 2; }
            else {
                int m = state_features(S, f); score(act, f, m, s);
                i64 lost = 0, cost[3]; for (int c = first_child[s0]; c >= 0; c = next_child[c]) lost += c >= at;
                i64 h = gold[s0];
                cost[1] = lost + (h != at && (h < 0 || h == s1 || h > at));
                cost[2] = s1 >= 0 ? lost + (h != s1 && (h < 0 || h >= at)) : 1000000;
                h = gold[at]; cost[0] = 0; for (int c = first_child[at]; c >= 0 && c < at; c = next_child[c]) cost[0] += on[c];
                cost[0] += h >= 0 && h < at && h != s0 && on[h];
                int many = depth > 4 ? 3 : 2; action = best_of(s, many);
                i64 least = cost[0]; for (int c = 1; c < many; c++) if (cost[c] < least) least = cost[c];
                act->time++;
                int good = -1, bad = -1;
                for (int c = 0; c < many; c++) { int *best = cost[c] == least ? &good : &bad; if (*best < 0 || s[c] > s[*best]) *best = c; }
                if (bad >= 0 && s[good] - s[bad] < ACTION_MARGIN) {
                    update(act, f, m, good, bad);
                    if (action == bad && (turn == 0 || chance(&seed) % 10 == 0)) action = good;
                }
            }
            if (action == 0) { on[at] = 1; S->stack[S->depth++] = at; S->next++; continue; }
            i64 word = s0, head = action == 1 ? at : s1;
            int m = arc_features(S, head, word, f); score(arc, f, m, s); int label = best_of(s, arc->classes), right = labels[a + word];
            if (gold[word] == head) { counts[0]++; arc->time++;
                counts[1] += label == right;
                i64 own = s[right]; s[right] = -(1LL << 40); int other = best_of(s, arc->classes);
                if (own - s[other] < LABEL_MARGIN) update(arc, f, m, right, other);
                if (turn == 0) label = right; }
            S->depth--; on[word] = 0; S->labels[word] = label; S->masks[head] |= masks[label];
            if (word < head) { if (!(S->left[head] >= 0 && S->left[head] < word)) S->left[head] = word; } else S->right[head] = word;
        }
        counts[2] += size - 1;
    }
}
