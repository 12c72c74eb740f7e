# frontier: $points = cost kept tone; $ranges = x y dx dy tone; $best = cost kept, corners of steps;
# $grid = x y dx dy; PROMISE. Tones: 0 beaten by another, 1 beaten by none, 2 recommended.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]; set clip points
array TONE[3] = [C2, C1, C1]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     '+' using (A_X0):(PROMISE):(A_X1-A_X0):(0) every ::0::0 with vectors nohead lc rgb INK lw 1.2 dt (4,4), \
     $best using 1:2 with lines lc rgb C1 lw 1.4 dt (2,3), \
     for [k = 0:2] $ranges using ($5 == k ? $1 : NaN):2:3:4 with vectors nohead lc rgb TONE[k+1] lw (k == 2 ? 2.2 : 1.4), \
     $points using 1:2 with points pt 7 ps 1.25 lc rgb PAP, \
     $points using ($3 == 0 ? $1 : NaN):2 with points pt 7 ps 0.75 lc rgb C2, \
     $points using ($3 == 1 ? $1 : NaN):2 with points pt 6 ps 0.8 lw 1.8 lc rgb C1, \
     $points using ($3 == 2 ? $1 : NaN):2 with points pt 7 ps 1.05 lc rgb C1
