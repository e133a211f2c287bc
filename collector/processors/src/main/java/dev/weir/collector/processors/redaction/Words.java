package dev.weir.collector.processors.redaction;

/// Tells words from what machines make up, by how consonants follow each other.
final class Words {
  private static final int MANY_CONSONANTS = 6;
  private static final String VOWELS = "aeiouy";

  /// Pairs of letters that hardly any word has.
  private static final String UNLIKELY =
      " bq bx cj cx dx fq fx fz gq gx hx hz jb jc jd jf jg jh jk jl jm jn jp jq jr js jt jv jw jx jz"
          + " kq kx kz lq lx mq mx mz pq px pz qb qc qd qf qg qh qj qk qm qn qp qr qt qv qw qx qy qz"
          + " sx tq tx vb vc vd vf vg vh vj vk vm vn vp vq vt vw vx vz wj wq wv wx wz xj xk xq xr xz"
          + " zb zc zd zf zj zk zm zn zp zq zr zs zt zv zx ";

  private Words() {}

  /// Whether all runs of letters in the text look like words or abbreviations.
  static boolean areIn(CharSequence text) {
    int consonants = 0;
    int unlikely = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = lower(text.charAt(i));
      boolean letter = c >= 'a' && c <= 'z';
      consonants = letter && VOWELS.indexOf(c) < 0 ? consonants + 1 : 0;
      unlikely = letter ? unlikely + (i > 0 && isUnlikely(text.charAt(i - 1), c) ? 1 : 0) : 0;
      if (consonants >= MANY_CONSONANTS || unlikely >= 2) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnlikely(char before, char c) {
    return UNLIKELY.contains(" " + lower(before) + c + " ");
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
