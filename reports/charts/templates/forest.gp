# forest: a row an account. $accounts = row tone estimate low high raw; $cuts = x row way tone: ends
# of intervals that lie beyond the scale; $grid = x y dx dy; NORM. Tones: 0 plain, 1 better, 2 bad.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]; set clip points
array TONE[4] = [C1, C3, BAD, C2]
px = (A_X1 - A_X0) / (A_R - A_L)
plot $grid with vectors nohead lc rgb GRD lw 1, \
     '+' using (NORM):(A_Y0):(0):(A_Y1-A_Y0) every ::0::0 with vectors nohead lc rgb INK lw 1.3, \
     for [k = 0:3] $accounts using ($2 == k ? $4 : NaN):1:($5-$4):(0) with vectors nohead lc rgb TONE[k+1] lw 1.9, \
     for [k = 0:3] $cuts using ($4 == k ? $1 - $3*5*px : NaN):($2-0.2):($3*5*px):(0.2) with vectors nohead lc rgb TONE[k+1] lw 1.9, \
     for [k = 0:3] $cuts using ($4 == k ? $1 - $3*5*px : NaN):($2+0.2):($3*5*px):(-0.2) with vectors nohead lc rgb TONE[k+1] lw 1.9, \
     $accounts using 6:1 with points pt 7 ps 0.75 lc rgb PAP, \
     $accounts using 6:1 with points pt 6 ps 0.6 lw 1.5 lc rgb C2, \
     $accounts using 3:1 with points pt 7 ps 1.1 lc rgb PAP, \
     for [k = 0:3] $accounts using ($2 == k ? $3 : NaN):1 with points pt 7 ps 0.85 lc rgb TONE[k+1]
