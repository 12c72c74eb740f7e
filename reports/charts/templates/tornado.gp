# tornado: $bars = row result is_below; $grid = x y dx dy; BASE, FLIP.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $bars using ($3 == 1 ? $2 : NaN):1:2:(BASE):($1-0.28):($1+0.28) with boxxyerror fc rgb C4, \
     $bars using ($3 == 0 ? $2 : NaN):1:(BASE):2:($1-0.28):($1+0.28) with boxxyerror fc rgb C1, \
     '+' using (BASE):(A_Y0):(0):(A_Y1-A_Y0) every ::0::0 with vectors nohead lc rgb INK lw 1.5, \
     '+' using (FLIP):(A_Y0):(0):(A_Y1-A_Y0) every ::0::0 with vectors nohead lc rgb BAD lw 1.5 dt (4,4)
